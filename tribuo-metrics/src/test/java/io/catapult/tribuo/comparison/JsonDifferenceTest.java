/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonDifferenceTest {

  @Test
  void equalTreesDoNotDiffer() throws JsonProcessingException {
    assertEquals(List.of(), differences("{'a':[1,{'b':2}]}", "{'a':[1,{'b':2}]}", 3));
  }

  @Test
  void eachDifferenceNamesItsPlaceAndBothValues() throws JsonProcessingException {
    assertEquals(
        List.of(
            "/a/1/b: 2 in the folder, 3 asked for",
            "/c: nothing in the folder, \"x\" asked for",
            "/d: 2 of them in the folder, 1 of them asked for"),
        differences("{'a':[1,{'b':2}],'d':[{},{}]}", "{'a':[1,{'b':3}],'c':'x','d':[{}]}", 3));
  }

  @Test
  void whatIsTooMuchToTellIsCounted() throws JsonProcessingException {
    assertEquals(
        List.of("/a: 1 in the folder, 2 asked for", "and 2 more"),
        differences("{'a':1,'b':1,'c':1}", "{'a':2,'b':2,'c':2}", 1));
  }

  @Test
  void aNumberIsTheSameWhateverItsType() {
    assertEquals(List.of(), JsonDifference.of(IntNode.valueOf(1), LongNode.valueOf(1), 3));
  }

  private static List<String> differences(String was, String is, int most)
      throws JsonProcessingException {
    return JsonDifference.of(
        Json.MAPPER.readTree(was.replace('\'', '"')),
        Json.MAPPER.readTree(is.replace('\'', '"')),
        most);
  }
}
