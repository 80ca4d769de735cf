package org.gate64.app;

import java.io.PrintWriter;

/** What a command says on the standard error: each line begins with the program's name. */
final class ErrorLines {

  private ErrorLines() {}

  static void print(PrintWriter err, String message) {
    message.lines().forEach(line -> err.println("gate64: " + line));
    err.flush();
  }
}
