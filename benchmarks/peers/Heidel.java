// Runs HeidelTime over many documents in one process, for benchmarks/timex.py; GPL software, fetched for the comparison.
// Input: lines of id, day (or nothing), text in Base64, tab-separated. Output: the TimeML in Base64 for each, and seconds.
import de.unihd.dbs.heideltime.standalone.DocumentType;
import de.unihd.dbs.heideltime.standalone.HeidelTimeStandalone;
import de.unihd.dbs.heideltime.standalone.OutputType;
import de.unihd.dbs.heideltime.standalone.POSTagger;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.text.SimpleDateFormat;
import java.util.Base64;

public class Heidel {
  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, true, "UTF-8");
    System.setOut(System.err);
    POSTagger tagger = args[1].equals("no") ? POSTagger.NO : POSTagger.TREETAGGER;
    HeidelTimeStandalone heidel =
        new HeidelTimeStandalone(Language.ENGLISH, DocumentType.NEWS, OutputType.TIMEML, args[0], tagger, false);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String line;
    while ((line = in.readLine()) != null) {
      String[] field = line.split("\t", -1);
      String text = new String(Base64.getDecoder().decode(field[2]), StandardCharsets.UTF_8);
      String day = field[1].isEmpty() ? "2000-01-01" : field[1];
      long started = System.nanoTime();
      String timeml = heidel.process(text, new SimpleDateFormat("yyyy-MM-dd").parse(day));
      double seconds = (System.nanoTime() - started) / 1e9;
      String coded = Base64.getEncoder().encodeToString(timeml.getBytes(StandardCharsets.UTF_8));
      out.println(field[0] + "\t" + seconds + "\t" + coded);
    }
  }
}
