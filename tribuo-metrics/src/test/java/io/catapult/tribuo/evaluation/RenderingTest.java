/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.djl.trace.TrainingTrace;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.evaluation.EvaluationRenderer;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.evaluation.RegressionEvaluation;
import org.tribuo.regression.evaluation.RegressionEvaluator;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Evaluations as text and as HTML. */
class RenderingTest {

  private static final String HOSTILE = "</h3><script>alert(\"x\")</script>&'\u001b[2J";

  private static GeneralizationEvaluation<Regressor, RegressionEvaluation> regression() {
    var model =
        new TracedModel.Trainer<>(Examples.offByOneAndTwo(), Traces.catapult())
            .train(Examples.twoOutputs());
    return new GeneralizationEvaluator<>(new RegressionEvaluator())
        .evaluate(model, Examples.twoOutputs());
  }

  private static GeneralizationEvaluation<Label, LabelEvaluation> hostile() {
    TrainingTrace trace =
        Traces.ended(Traces.header(HOSTILE, HOSTILE, Map.of()), Traces.loss(0, 1));
    String image = "<img src=x onerror=alert(1)>";
    var data = Examples.labels("cat", "dog", image);
    var model =
        new TracedModel.Trainer<>(Examples.always("cat", 0.75, "dog", image), trace).train(data);
    return new GeneralizationEvaluator<>(new LabelEvaluator()).evaluate(model, data);
  }

  @Test
  void theTextIsATableByGroup() {
    TrainingTrace trace = Traces.ended(Traces.header(), Traces.loss(0, 2), Traces.loss(7, 0.12345));
    var model =
        new TracedModel.Trainer<>(Examples.offByOneAndTwo(), trace).train(Examples.twoOutputs());
    String text = new DynamicsEvaluator<Regressor>().evaluate(model).toString();
    String table =
        """
        Training of net by Sgd, loss SquaredErrorLoss
        Run
          diverged                                no
          updates made                             7
          epochs completed                         0
        Generalisation
          training loss at the end            0.1235
        Catapults and spikes
          spikes: catapults                        0
          spikes: bad batches                      0
          spikes: divergences                      0
          spikes: unresolved                       0
        Time
          time spent training                   10 s
          time spent measuring                   1 s
          measuring over training time        0.1000
        not measured: best validation loss,\
        """;
    assertEquals(table, text.substring(0, table.length()));
    assertEquals(1, text.lines().filter(line -> line.startsWith("not measured: ")).count());
  }

  @Test
  void theTextOfBothHasThatOfTribuoFirst() {
    var evaluation = regression();
    assertEquals(evaluation.test() + "\n\n" + evaluation.dynamics(), EvaluationText.of(evaluation));
    assertEquals(EvaluationText.of(evaluation), evaluation.toString());
  }

  @Test
  void tribuosRenderersAreTheseMethods() {
    EvaluationRenderer<Regressor, GeneralizationEvaluation<Regressor, RegressionEvaluation>> both =
        EvaluationHtml::of;
    EvaluationRenderer<Regressor, DynamicsEvaluation<Regressor>> dynamics = EvaluationText::of;
    var evaluation = regression();
    assertEquals(EvaluationHtml.of(evaluation), both.apply(evaluation));
    assertEquals(evaluation.dynamics().toString(), dynamics.apply(evaluation.dynamics()));
  }

  @Test
  void theHtmlIsOneWellFormedFragmentWithEveryValue() throws Exception {
    var evaluation = regression();
    Document html = parse(EvaluationHtml.of(evaluation));
    assertEquals("section", html.getDocumentElement().getTagName());
    List<String> cells = texts(html.getElementsByTagName("td"));
    evaluation
        .dynamics()
        .values()
        .forEach(
            (metric, value) -> {
              int label = cells.indexOf(metric.label());
              assertEquals(EvaluationText.number(metric, value), cells.get(label + 1));
            });
    assertTrue(cells.containsAll(List.of("a", "b", "MACRO average")), cells::toString);
    assertTrue(texts(html.getElementsByTagName("th")).containsAll(List.of("RMSE", "R2", "Run")));
  }

  @Test
  void theHtmlLoadsNothingAndTakesItsColoursFromThePage() {
    String html = EvaluationHtml.of(regression());
    assertFalse(html.contains("http") || html.contains("src=") || html.contains("url("), html);
    assertFalse(html.contains("color:") || html.contains("background"), html);
  }

  @Test
  void namesFromOutsideAreTextAndNothingElse() throws Exception {
    var evaluation = hostile();
    for (String html :
        List.of(EvaluationHtml.of(evaluation), EvaluationHtml.of(evaluation.dynamics()))) {
      Document document = parse(html);
      assertEquals(0, document.getElementsByTagName("script").getLength());
      assertEquals(0, document.getElementsByTagName("img").getLength());
      assertTrue(
          html.contains("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;"), html);
    }
    assertTrue(
        EvaluationHtml.of(evaluation).contains("&lt;img src=x onerror=alert(1)&gt;"), "the label");
  }

  @Test
  void namesFromOutsideDoNotSteerATerminal() {
    String text = hostile().dynamics().toString();
    assertFalse(text.contains("\u001b"), text);
    assertEquals(HOSTILE.replace('\u001b', ' '), text.substring(12, 12 + HOSTILE.length()));
  }

  private static Document parse(String html) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> texts(NodeList nodes) {
    return java.util.stream.IntStream.range(0, nodes.getLength())
        .mapToObj(i -> nodes.item(i).getTextContent())
        .toList();
  }
}
