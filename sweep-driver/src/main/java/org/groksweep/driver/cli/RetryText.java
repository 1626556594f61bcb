package org.groksweep.driver.cli;

import org.groksweep.trainer.metrics.EndReason;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What may be tried again: missing data, never a result. */
final class RetryText implements ITypeConverter<EndReason> {

  @Override
  public EndReason convert(String text) {
    return switch (text) {
      case "crashed" -> EndReason.CRASHED;
      case "timed-out" -> EndReason.TIMED_OUT;
      default ->
          throw new TypeConversionException(
              text + " must be crashed or timed-out; all else is a result");
    };
  }
}
