package org.gate64.milter.session;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nightcode.milter.CommandCode;

/** The macros of a session, kept by the command they came with and forgotten with it. */
final class MacroTable implements MailFilter.Macros {

  /** Of a macro that came with several commands, the latest in the session holds. */
  private static final List<CommandCode> LATEST_FIRST =
      List.of(
          CommandCode.SMFIC_EOB,
          CommandCode.SMFIC_BODY,
          CommandCode.SMFIC_EOH,
          CommandCode.SMFIC_HEADER,
          CommandCode.SMFIC_DATA,
          CommandCode.SMFIC_RCPT,
          CommandCode.SMFIC_MAIL,
          CommandCode.SMFIC_HELO,
          CommandCode.SMFIC_CONNECT);

  private static final List<CommandCode> OF_MESSAGE =
      LATEST_FIRST.subList(0, LATEST_FIRST.indexOf(CommandCode.SMFIC_HELO));

  /** Whether macros of MAIL have come whose MAIL has not. */
  private boolean ofNextMail;

  private final Map<CommandCode, Map<String, String>> byStage = new EnumMap<>(CommandCode.class);

  void put(CommandCode stage, Map<String, String> values) {
    byStage.put(stage, values);
    ofNextMail |= stage == CommandCode.SMFIC_MAIL;
  }

  /** MAIL comes. Of the macros of earlier messages none holds any more. */
  void beginMessage() {
    Map<String, String> own =
        ofNextMail ? byStage.getOrDefault(CommandCode.SMFIC_MAIL, Map.of()) : Map.of();
    forgetMessage();
    byStage.put(CommandCode.SMFIC_MAIL, own);
  }

  /** What came with a command holds for that one only. */
  void forget(CommandCode stage) {
    byStage.remove(stage);
  }

  void forgetMessage() {
    OF_MESSAGE.forEach(byStage::remove);
    ofNextMail = false;
  }

  void forgetAll() {
    byStage.clear();
    ofNextMail = false;
  }

  @Override
  public Optional<String> value(String name) {
    for (CommandCode stage : LATEST_FIRST) {
      String value = byStage.getOrDefault(stage, Map.of()).get(name);
      if (value != null) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
