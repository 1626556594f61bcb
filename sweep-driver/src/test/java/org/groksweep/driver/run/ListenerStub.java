package org.groksweep.driver.run;

/** A listener of which a test overrides what it wants to hear. */
public class ListenerStub implements ProgressListener {

  @Override
  public void started(RunStart start) {}

  @Override
  public void progressed(Progress progress) {}

  @Override
  public void trialEnded(TrialEnd end) {}

  @Override
  public void ended(RunSummary summary) {}
}
