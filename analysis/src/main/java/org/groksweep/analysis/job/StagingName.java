package org.groksweep.analysis.job;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of the hidden folders in which tables are prepared. They tell whose they are, so that
 * the next analysis can clear away what a dead one left and leave alone what a living one needs.
 */
final class StagingName {

  private static final String PREFIX = "_" + TableGenerations.NAME + "-";

  // Also the names without process that earlier versions left.
  private static final Pattern NAMES =
      Pattern.compile(PREFIX + "(?:(?<host>.+)-p(?<process>\\d+)-)?[0-9a-f]{8}(-[0-9a-f]{4}){3}.*");

  private StagingName() {}

  /** A name that nothing has yet, of this process. */
  static String fresh() {
    return PREFIX + host() + "-p" + ProcessHandle.current().pid() + "-" + UUID.randomUUID();
  }

  /**
   * Whether a folder of that name is nobody's any more. Of other machines' processes nobody here
   * can tell, so theirs stay.
   */
  static boolean isAbandoned(String name) {
    Matcher matcher = NAMES.matcher(name);
    if (!matcher.matches()) {
      return false;
    }
    if (matcher.group("process") == null) {
      return true;
    }
    Optional<ProcessHandle> owner = ProcessHandle.of(Long.parseLong(matcher.group("process")));
    return matcher.group("host").equals(host()) && owner.isEmpty();
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9.]", "_");
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
