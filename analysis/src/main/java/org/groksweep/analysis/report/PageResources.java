package org.groksweep.analysis.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Properties;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** The files that a page is made of, from the class path. */
final class PageResources {

  private PageResources() {}

  /** A text beside this class, such as report.css. */
  static String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  /**
   * Plotly, compressed by gzip and written in base64: 2.6 MB of text in place of 11. The same every
   * time, so that pages of the same data are equal.
   */
  static String packedPlotly() {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream stream = new BestCompression(packed)) {
      stream.write(bytes(plotly().getProperty("path")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(packed.toByteArray());
  }

  static String plotlyVersion() {
    return plotly().getProperty("version");
  }

  private static Properties plotly() {
    Properties properties = new Properties();
    try (InputStream stream = PageResources.class.getResourceAsStream("plotly.properties")) {
      properties.load(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  private static byte[] bytes(String name) {
    try (InputStream stream = PageResources.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The stream's own level can only be set from within. */
  private static final class BestCompression extends GZIPOutputStream {

    BestCompression(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
