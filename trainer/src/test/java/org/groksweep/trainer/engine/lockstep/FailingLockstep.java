package org.groksweep.trainer.engine.lockstep;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.engine.GroupEngine;
import org.groksweep.trainer.engine.GroupLearner;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.engine.ResumableGroupLearner;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * The lockstep engine, but that what holds one seed fails by its own error.
 *
 * @param seed whose group fails
 * @param phaseStep past which it does
 */
public record FailingLockstep(long seed, long phaseStep) implements GroupEngine {

  private static final LockstepEngine ENGINE = new LockstepEngine();

  @Override
  public String name() {
    return ENGINE.name();
  }

  @Override
  public boolean supports(TrialSpec spec) {
    return ENGINE.supports(spec);
  }

  @Override
  public String numericsFingerprint() {
    return ENGINE.numericsFingerprint();
  }

  @Override
  public Learner learner(TrialSpec spec, Examples examples) {
    return ENGINE.learner(spec, examples);
  }

  @Override
  public GroupLearner group(List<TrialSpec> replicas, Examples examples) {
    GroupLearner sound = ENGINE.group(replicas, examples);
    if (replicas.stream().noneMatch(each -> each.seeds().seed() == seed)) {
      return sound;
    }
    return (GroupLearner)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ResumableGroupLearner.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("advance") && (long) arguments[0] > phaseStep) {
                throw new IllegalStateException("planned failure");
              }
              try {
                return method.invoke(sound, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
