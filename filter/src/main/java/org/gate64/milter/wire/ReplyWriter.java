package org.gate64.milter.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.nightcode.milter.CommandCode;
import org.nightcode.milter.MacroPlace;
import org.nightcode.milter.ResponseCode;

/** Writes replies as packets, length included. */
public final class ReplyWriter {

  private ReplyWriter() {}

  public static void write(Reply reply, ByteBuf out) {
    int start = out.writerIndex();
    out.writeInt(0);
    writeContent(reply, out);
    out.setInt(start, out.writerIndex() - start - Integer.BYTES);
  }

  private static void writeContent(Reply reply, ByteBuf out) {
    if (reply instanceof Reply.Negotiated negotiated) {
      writeNegotiated(negotiated, out);
    } else if (reply instanceof Reply.Continue) {
      code(ResponseCode.SMFIR_CONTINUE, out);
    } else if (reply instanceof Reply.Tempfail) {
      code(ResponseCode.SMFIR_TEMPFAIL, out);
    } else if (reply instanceof Reply.ReplyCode replyCode) {
      code(ResponseCode.SMFIR_REPLYCODE, out);
      string(replyCode.line(), out);
    } else if (reply instanceof Reply.InsertHeader insert) {
      code(ResponseCode.SMFIR_INSHEADER, out);
      out.writeInt(insert.index());
      string(insert.name(), out);
      string(insert.value(), out);
    } else if (reply instanceof Reply.RemoveHeader remove) {
      code(ResponseCode.SMFIR_CHGHEADER, out);
      out.writeInt(remove.occurrence());
      string(remove.name(), out);
      string("", out);
    } else if (reply instanceof Reply.Quarantine quarantine) {
      code(ResponseCode.SMFIR_QUARANTINE, out);
      string(quarantine.reason(), out);
    }
  }

  private static void writeNegotiated(Reply.Negotiated negotiated, ByteBuf out) {
    out.writeByte(CommandCode.SMFIC_OPTNEG.code());
    out.writeInt(negotiated.version());
    out.writeInt(negotiated.actions());
    out.writeInt(negotiated.steps());
    for (MacroPlace place : MacroPlace.values()) {
      List<String> names = negotiated.macros().get(place);
      if (names != null) {
        out.writeInt(place.index());
        string(names.stream().map(Macro::braced).collect(Collectors.joining(" ")), out);
      }
    }
  }

  private static void code(ResponseCode code, ByteBuf out) {
    out.writeByte(code.code());
  }

  private static void string(String text, ByteBuf out) {
    out.writeCharSequence(text, StandardCharsets.ISO_8859_1);
    out.writeByte(0);
  }
}
