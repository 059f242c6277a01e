import {
  DefaultReporter,
  type SerializedError,
  type TestCase,
  type TestModule,
  type TestRunEndReason,
} from 'vitest/node';
import { type Totals, totalsLine } from './totals.js';

/**
 * Vitest's own output, then the reason of every skipped test, then the line of totals as the very last one.
 * A file that could not be loaded and an error outside of any test count as failed tests.
 */
export default class TotalsReporter extends DefaultReporter {
  override onTestRunEnd(
    modules: ReadonlyArray<TestModule>,
    unhandledErrors: ReadonlyArray<SerializedError>,
    reason: TestRunEndReason,
  ): void {
    super.onTestRunEnd(modules, unhandledErrors, reason);
    const totals: Totals = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      for (const test of tests) this.#count(test, totals);
      const brokenFile = module.state() === 'failed' && !tests.some((test) => test.result().state === 'failed');
      if (brokenFile) totals.failed += 1;
    }
    console.log(totalsLine(totals));
  }

  #count(test: TestCase, totals: Totals): void {
    const result = test.result();
    if (result.state === 'passed') totals.passed += 1;
    else if (result.state === 'failed') totals.failed += 1;
    else {
      totals.skipped += 1;
      const note = result.state === 'skipped' ? result.note : undefined;
      const otherwise = test.module.state() === 'failed' ? 'what comes before it failed' : 'no reason given';
      console.log(`skipped: ${test.module.relativeModuleId} > ${test.fullName}: ${note ?? otherwise}`);
    }
  }
}
