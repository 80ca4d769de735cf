package org.gate64;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;

/** Who may import whom, and on which threads nothing may run. */
@AnalyzeClasses(
    packages = "org.gate64",
    importOptions = {
      ImportOption.DoNotIncludeTests.class,
      ArchitectureTest.DoNotIncludeFixtures.class
    })
class ArchitectureTest {

  /** The fixtures are a module of their own, which only tests see. */
  static final class DoNotIncludeFixtures implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-fixtures");
    }
  }

  private static final String ROOT = "org.gate64.";

  /** The types that say what was found out, without those that find it out. */
  private static final DescribedPredicate<JavaClass> RESULT_TYPES =
      describe(
          "result types of evidence and reputation",
          type -> isResultOfEvidence(type) || isResultOfReputation(type));

  @ArchTest static final ArchRule netDependsOnNothing = mayDependOn("net..");

  @ArchTest static final ArchRule dns = mayDependOn("dns..", "net..");

  @ArchTest static final ArchRule milterWire = mayDependOn("milter.wire..", "net..");

  @ArchTest
  static final ArchRule milterSession = mayDependOn("milter.session..", "milter.wire..", "net..");

  @ArchTest
  static final ArchRule milterServer =
      mayDependOn("milter.server..", "milter.session..", "milter.wire..", "net..");

  @ArchTest static final ArchRule evidence = mayDependOn("evidence..", "dns", "net..");

  @ArchTest static final ArchRule reputation = mayDependOn("reputation", "net..");

  @ArchTest
  static final ArchRule localReputation = mayDependOn("reputation.local..", "reputation", "net..");

  @ArchTest
  static final ArchRule sharedReputation =
      mayDependOn("reputation.hazelcast..", "reputation", "net..");

  @ArchTest
  static final ArchRule reputationSnapshot =
      mayDependOn("reputation.snapshot..", "reputation", "net..");

  @ArchTest
  static final ArchRule onlyAppSeesTheReputationAdapters =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "app..", ROOT + "reputation.*..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + "reputation.*..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule policy =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "policy..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.gate64..")
                  .and(DescribedPredicate.not(RESULT_TYPES))
                  .and(
                      DescribedPredicate.not(
                          resideInAnyPackage(ROOT + "policy..", ROOT + "net.."))))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule reporting =
      mayDependOn("reporting..", "policy..", "evidence..", "reputation", "net..");

  @ArchTest
  static final ArchRule reportingSeesOnlyResultsOfReputation =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "reporting..")
          .should()
          .dependOnClassesThat(
              resideInAPackage(ROOT + "reputation..").and(DescribedPredicate.not(RESULT_TYPES)))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule screening =
      mayDependOn(
          "screening..",
          "milter.session..",
          "milter.wire..",
          "evidence..",
          "policy..",
          "reporting..",
          "reputation",
          "attempts",
          "feedback",
          "net..");

  @ArchTest static final ArchRule attempts = mayDependOn("attempts", "net..");

  @ArchTest
  static final ArchRule localAttempts = mayDependOn("attempts.local..", "attempts", "net..");

  @ArchTest
  static final ArchRule sharedAttempts = mayDependOn("attempts.hazelcast..", "attempts", "net..");

  @ArchTest
  static final ArchRule onlyAppSeesTheMemoriesOfAttempts =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "app..", ROOT + "attempts.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "attempts.*..")
          .allowEmptyShould(true);

  @ArchTest static final ArchRule feedback = mayDependOn("feedback", "reputation", "net..");

  @ArchTest static final ArchRule localWords = mayDependOn("feedback.local..", "feedback");

  @ArchTest static final ArchRule sharedWords = mayDependOn("feedback.hazelcast..", "feedback");

  @ArchTest static final ArchRule wordLines = mayDependOn("feedback.snapshot..", "feedback");

  @ArchTest static final ArchRule reports = mayDependOn("feedback.report..", "feedback", "net..");

  @ArchTest
  static final ArchRule onlyAppSeesTheAdaptersOfFeedback =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "app..", ROOT + "feedback.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "feedback.*..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule config =
      mayDependOn(
          "config..",
          "policy..",
          "reporting..",
          "reputation",
          "feedback",
          "dns",
          "evidence.spf",
          "evidence.content",
          "evidence.dkim",
          "net..");

  @ArchTest static final ArchRule admin = mayDependOn("admin..", "reporting..", "net..");

  @ArchTest
  static final ArchRule onlyReportingAndAppKnowMicrometer =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "app..", ROOT + "reporting..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.micrometer..", "io.prometheus..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule onlyAppSeesTheDnsAdapter =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "app..", ROOT + "dns.dnsjava..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + "dns.dnsjava..", "org.xbill..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule onlyAppSeesTheClusterAdapter =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              ROOT + "app..",
              ROOT + "reputation.hazelcast..",
              ROOT + "attempts.hazelcast..",
              ROOT + "feedback.hazelcast..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + "reputation.hazelcast..", "com.hazelcast..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule policyIsPure =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "policy..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.util.concurrent..", "java.io..", "java.net..", "org.slf4j..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.time.Clock")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule noCyclesBetweenPackages =
      slices().matching("org.gate64.(**)").should().beFreeOfCycles().allowEmptyShould(true);

  @ArchTest
  static final ArchRule nothingRunsOnTheCommonPool =
      noClasses()
          .should()
          .callMethodWhere(
              describe(
                  "the work would run on the common pool or the JDK's delay scheduler",
                  ArchitectureTest::runsOnThreadsOfTheJdk))
          .because("each piece of work runs on an executor that was passed in by name");

  private static ArchRule mayDependOn(String from, String... others) {
    String[] allowed =
        Stream.concat(Stream.of(from), Arrays.stream(others))
            .map(ROOT::concat)
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(ROOT + from)
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackage("org.gate64..").or(resideInAnyPackage(allowed)))
        .allowEmptyShould(true);
  }

  private static boolean runsOnThreadsOfTheJdk(JavaCall<?> call) {
    CodeUnitCallTarget target = call.getTarget();
    JavaClass owner = target.getOwner();
    String method = target.getName();
    if (owner.isAssignableTo(ForkJoinPool.class)) {
      return method.equals("commonPool");
    }
    if (owner.isAssignableTo(java.util.Collection.class)) {
      return method.equals("parallelStream");
    }
    return owner.isAssignableTo(CompletableFuture.class)
        && (Set.of("orTimeout", "completeOnTimeout", "delayedExecutor").contains(method)
            || (method.endsWith("Async") && !takesAnExecutor(target)));
  }

  private static boolean takesAnExecutor(CodeUnitCallTarget target) {
    return target.getRawParameterTypes().stream()
        .anyMatch(type -> type.isAssignableTo(Executor.class));
  }

  private static boolean isResultOfEvidence(JavaClass type) {
    return type.getPackageName().startsWith(ROOT + "evidence")
        && outermost(type)
            .getSimpleName()
            .matches("Evidence|Author|Alignment|Disposition|DmarcPolicy|\\w*(Result|Status)");
  }

  private static boolean isResultOfReputation(JavaClass type) {
    return type.getPackageName().equals(ROOT + "reputation")
        && (outermost(type).getSimpleName().matches("Standings?")
            || type.getSimpleName().matches("Pin|Pinned"));
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
  }
}
