/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Keeps the arrows between the packages pointing one way. */
@AnalyzeClasses(packages = "io.catapult.tribuo", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String ROOT = "io.catapult.tribuo";

  /** A new package fails the last clause until its place is written down here. */
  @ArchTest
  static final ArchRule packagesUseOnlyWhatLiesBelowThem =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("root")
          .definedBy(ROOT)
          .layer("data")
          .definedBy(ROOT + ".data..")
          .layer("trainer")
          .definedBy(ROOT + ".trainer..")
          .optionalLayer("evaluation")
          .definedBy(ROOT + ".evaluation..")
          .optionalLayer("comparison")
          .definedBy(ROOT + ".comparison..")
          .whereLayer("root")
          .mayNotAccessAnyLayer()
          .whereLayer("data")
          .mayOnlyAccessLayers("root")
          .whereLayer("trainer")
          .mayOnlyAccessLayers("root", "data")
          .whereLayer("evaluation")
          .mayOnlyAccessLayers("root", "data", "trainer")
          .ensureAllClassesAreContainedInArchitecture();

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothingKnowsThePyTorchEngine =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl.pytorch..")
          .because("the plugin's autodiff package is the only one that knows it from inside");

  @ArchTest
  static final ArchRule dataAreReadWithoutTrainingAnything =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".data..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.djl.training..", "io.catapult.djl..")
          .because("data must be of use without the plugin's listener");

  @ArchTest
  static final ArchRule nothingPrints =
      noClasses()
          .that()
          .doNotHaveSimpleName("WorkerMain")
          .should(ACCESS_STANDARD_STREAMS)
          .because("a library leaves printing to its host; a worker's streams are its protocol");
}
