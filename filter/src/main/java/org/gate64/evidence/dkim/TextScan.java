package org.gate64.evidence.dkim;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Runs over plain text eight bytes at a time, each word of a body being too short for branches to
 * be predicted. The arithmetic is that of H. S. Warren, Hacker's Delight, chapter 6: a flag for a
 * byte is its highest bit, and the lowest flag is always right (a borrow can only spoil higher
 * ones).
 */
final class TextScan {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long EACH = 0x0101010101010101L;
  private static final long HIGHEST = EACH << 7;
  private static final long LOWER = ~HIGHEST;
  private static final int LAST_BYTE = 56;

  private TextScan() {}

  /** The first byte that may be of a line end; or any closer to the end than eight bytes. */
  static int beforeLineEnd(byte[] bytes, int start, int end) {
    int i = start;
    while (i <= end - Long.BYTES) {
      long flags = below((long) LONGS.get(bytes, i), '\r' + 1);
      if (flags != 0) {
        return i + first(flags);
      }
      i += Long.BYTES;
    }
    return i;
  }

  /**
   * The first byte that may be of a line end or of white space other than one blank; or any closer
   * to the end than eight bytes. Never the one after a blank, but that blank itself.
   *
   * @param start where text was in front
   */
  static int beforeLooseSpace(byte[] bytes, int start, int end) {
    int i = start;
    long blankInFront = 0;
    while (i <= end - Long.BYTES) {
      long eight = (long) LONGS.get(bytes, i);
      long blanks = zeros(eight ^ (' ' * EACH));
      long afterBlank = (blanks << Byte.SIZE) | blankInFront;
      long flags = below(eight, ' ') | (blanks & afterBlank);
      if (flags != 0) {
        int first = first(flags);
        return i + first - (int) (afterBlank >>> (first * Byte.SIZE + Byte.SIZE - 1) & 1);
      }
      blankInFront = blanks >>> LAST_BYTE;
      i += Long.BYTES;
    }
    return blankInFront == 0 ? i : i - 1;
  }

  /** Flags bytes below a limit of at most 128. */
  private static long below(long eight, int limit) {
    return (eight - limit * EACH) & ~eight & HIGHEST;
  }

  /** Flags bytes of zero, every one of them rightly. */
  private static long zeros(long eight) {
    return ~(((eight & LOWER) + LOWER) | eight | LOWER);
  }

  private static int first(long flags) {
    return Long.numberOfTrailingZeros(flags) / Byte.SIZE;
  }
}
