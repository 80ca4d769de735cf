package org.gate64.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.gate64.reputation.ReputationArchive;

/** The form in which what is remembered leaves one node and enters another. */
interface SnapshotForm {

  /** Writes all that is remembered; takes its time. */
  void write(ReputationArchive memory, OutputStream out) throws IOException;

  /**
   * Joins what is written there with what is remembered; twice is as once. Takes its time.
   *
   * @return how many records there were
   * @throws IOException where that cannot be read, or is damaged: the message says so for people
   */
  long read(InputStream in, ReputationArchive memory) throws IOException;
}
