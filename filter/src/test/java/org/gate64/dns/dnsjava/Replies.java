package org.gate64.dns.dnsjava;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Makes replies of recursive resolvers to a question for AAAA records. */
final class Replies {

  static final Name ASKED = Name.fromConstantString("www.example.org.");

  private Replies() {}

  static Message reply(String... answers) {
    return message(Rcode.NOERROR, Section.ANSWER, answers);
  }

  static Message negative(int code, String... authority) {
    return message(code, Section.AUTHORITY, authority);
  }

  static Message withoutRecursion(Message message) {
    message.getHeader().unsetFlag(Flags.RA);
    return message;
  }

  private static Message message(int code, int section, String... lines) {
    Message message = Message.newQuery(Record.newRecord(ASKED, Type.AAAA, DClass.IN));
    message.getHeader().setFlag(Flags.RA);
    message.getHeader().setRcode(code);
    return with(message, section, lines);
  }

  static Message with(Message message, int section, String... lines) {
    byte[] zone = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1);
    try (Master master = new Master(new ByteArrayInputStream(zone), Name.root)) {
      Record record;
      while ((record = master.nextRecord()) != null) {
        message.addRecord(record, section);
      }
      return message;
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
