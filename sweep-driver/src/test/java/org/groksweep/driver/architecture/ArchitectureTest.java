package org.groksweep.driver.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.groksweep.trainer.engine.Weights;

/** The boundaries between modules and packages, and what no code here may do. */
@AnalyzeClasses(packages = "org.groksweep", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String JDK = "java..";

  // Boundaries between modules.

  @ArchTest
  static final ArchRule theTrainerKnowsNeitherSparkNorTheOtherModules =
      noClasses()
          .that()
          .resideInAPackage("org.groksweep.trainer..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.spark..",
              "scala..",
              "org.groksweep.driver..",
              "org.groksweep.analysis..");

  @ArchTest
  static final ArchRule theAnalysisUsesOnlyTheTrainersSpecAndMetrics =
      noClasses()
          .that()
          .resideInAPackage("org.groksweep.analysis..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("org.groksweep.trainer..", "org.groksweep.driver..")
                  .and(
                      not(
                          resideInAnyPackage(
                              "org.groksweep.trainer.spec", "org.groksweep.trainer.metrics"))));

  @ArchTest
  static final ArchRule theAnalysisKnowsSparkInItsJobAlone =
      noClasses()
          .that(
              resideInAPackage("org.groksweep.analysis..")
                  .and(not(resideInAPackage("org.groksweep.analysis.job.."))))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "scala..", "org.apache.hadoop..");

  @ArchTest
  static final ArchRule theDriverKnowsSparkInTwoPackages =
      noClasses()
          .that(
              resideInAPackage("org.groksweep.driver..")
                  .and(
                      not(
                          resideInAnyPackage(
                              "org.groksweep.driver.spark..", "org.groksweep.driver.cli.."))))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "scala..");

  // Pure packages.

  @ArchTest
  static final ArchRule theSpecKnowsTheJdkAlone =
      onlyDependOn("org.groksweep.trainer.spec", "org.groksweep.trainer.spec");

  @ArchTest
  static final ArchRule theMetricsKnowTheSpecAlone =
      onlyDependOn(
          "org.groksweep.trainer.metrics",
          "org.groksweep.trainer.metrics",
          "org.groksweep.trainer.spec");

  @ArchTest
  static final ArchRule theRandomNumbersKnowTheSpecAlone =
      onlyDependOn(
          "org.groksweep.trainer.random",
          "org.groksweep.trainer.random",
          "org.groksweep.trainer.spec");

  @ArchTest
  static final ArchRule probesKnowSpecMetricsAndWeightsAlone =
      classes()
          .that()
          .resideInAPackage("org.groksweep.trainer.probe")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      JDK,
                      "org.groksweep.trainer.probe",
                      "org.groksweep.trainer.spec",
                      "org.groksweep.trainer.metrics")
                  .or(belongToAnyOf(Weights.class)));

  @ArchTest
  static final ArchRule gridAndPlanTouchNoFile =
      noClasses()
          .that()
          .resideInAnyPackage("org.groksweep.driver.grid..", "org.groksweep.driver.plan..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "org.apache.hadoop..", "org.apache.parquet..");

  @ArchTest
  static final ArchRule estimatorsArePure =
      classes()
          .that(
              resideInAPackage("org.groksweep.analysis..")
                  .and(not(resideInAPackage("org.groksweep.analysis.job.."))))
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              JDK,
              "org.hipparchus..",
              "org.groksweep.analysis..",
              "org.groksweep.trainer.spec",
              "org.groksweep.trainer.metrics");

  // Habits.

  @ArchTest
  static final ArchRule rowsAreReadInTheReaderAlone =
      noClasses()
          .that(not(resideInAPackage("org.groksweep.analysis.job")))
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Row.class);

  @ArchTest
  static final ArchRule nothingIsSerializedByKryo =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.esotericsoftware..", "org.apache.spark.serializer..")
          .orShould()
          .callMethod(org.apache.spark.sql.Encoders.class, "bean", Class.class);

  @ArchTest
  static final ArchRule randomNumbersComeFromNamedStreams =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Random.class)
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("java.util.random..");

  @ArchTest
  static final ArchRule noStaticFieldChanges = fields().that().areStatic().should(beFinal());

  @ArchTest
  static final ArchRule onlyTheCommandLineWritesToTheTerminal =
      noClasses()
          .that(not(resideInAPackage("org.groksweep.driver.cli..")))
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @ArchTest
  static final ArchRule onlyMainEndsTheProcess =
      noClasses()
          .that(not(resideInAPackage("org.groksweep.driver.cli..")))
          .should()
          .callMethod(System.class, "exit", int.class);

  private static ArchRule onlyDependOn(String packageName, String... allowed) {
    GivenClassesConjunction those = classes().that().resideInAPackage(packageName);
    String[] withJdk = java.util.Arrays.copyOf(allowed, allowed.length + 1);
    withJdk[allowed.length] = JDK;
    return those.should().onlyDependOnClassesThat().resideInAnyPackage(withJdk);
  }

  // The compiler's own fields (switch maps, lambdas' caches) are not the code's.
  private static ArchCondition<JavaField> beFinal() {
    return new ArchCondition<>("be final") {
      @Override
      public void check(JavaField field, ConditionEvents events) {
        boolean fixed =
            field.getModifiers().contains(JavaModifier.FINAL)
                || field.getModifiers().contains(JavaModifier.SYNTHETIC)
                || field.getName().startsWith("$");
        events.add(
            new SimpleConditionEvent(field, fixed, field.getDescription() + " is not final"));
      }
    };
  }
}
