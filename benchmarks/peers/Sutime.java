// Runs SUTime over many documents in one process, for benchmarks/timex.py; GPL software, fetched for the comparison.
// Input as for Heidel.java; output: id, seconds, then start;end;type;value for each expression, offsets in UTF-16 units.
import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.AnnotationPipeline;
import edu.stanford.nlp.pipeline.POSTaggerAnnotator;
import edu.stanford.nlp.pipeline.TokenizerAnnotator;
import edu.stanford.nlp.pipeline.WordsToSentencesAnnotator;
import edu.stanford.nlp.time.TimeAnnotations;
import edu.stanford.nlp.time.TimeAnnotator;
import edu.stanford.nlp.util.CoreMap;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Properties;

public class Sutime {
  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, true, "UTF-8");
    System.setOut(System.err);
    AnnotationPipeline pipeline = new AnnotationPipeline();
    pipeline.addAnnotator(new TokenizerAnnotator(false));
    pipeline.addAnnotator(new WordsToSentencesAnnotator(false));
    pipeline.addAnnotator(new POSTaggerAnnotator(false));
    pipeline.addAnnotator(new TimeAnnotator("sutime", new Properties()));
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String line;
    while ((line = in.readLine()) != null) {
      String[] field = line.split("\t", -1);
      String text = new String(Base64.getDecoder().decode(field[2]), StandardCharsets.UTF_8);
      long started = System.nanoTime();
      Annotation document = new Annotation(text);
      document.set(CoreAnnotations.DocDateAnnotation.class, field[1].isEmpty() ? "2000-01-01" : field[1]);
      pipeline.annotate(document);
      double seconds = (System.nanoTime() - started) / 1e9;
      StringBuilder row = new StringBuilder(field[0] + "\t" + seconds + "\t");
      for (CoreMap found : document.get(TimeAnnotations.TimexAnnotations.class)) {
        List<CoreLabel> tokens = found.get(CoreAnnotations.TokensAnnotation.class);
        edu.stanford.nlp.time.Timex timex = found.get(TimeAnnotations.TimexAnnotation.class);
        row.append(tokens.get(0).beginPosition()).append(';');
        row.append(tokens.get(tokens.size() - 1).endPosition()).append(';');
        row.append(timex.timexType()).append(';').append(timex.value() == null ? "" : timex.value()).append('\u001f');
      }
      out.println(row);
    }
  }
}
