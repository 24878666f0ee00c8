using FunctionsApp.Applications;
using FunctionsApp.Documents.Scanning;

namespace App.Tests.Documents.Scanning;

public class DecideScanTests
{
    [Theory]
    [InlineData(ScanOutcome.Clean, true, ScanState.Clean, null)]
    [InlineData(ScanOutcome.Clean, false, ScanState.Clean, null)]
    [InlineData(ScanOutcome.Malware, true, null, "malware")]
    [InlineData(ScanOutcome.Malware, false, null, "malware")]
    [InlineData(ScanOutcome.NotScannable, true, null, "not-scannable")]
    [InlineData(ScanOutcome.NotScannable, false, ScanState.Unscanned, null)]
    [InlineData(ScanOutcome.None, true, null, null)]
    [InlineData(ScanOutcome.None, false, ScanState.Unscanned, null)]
    [InlineData(ScanOutcome.Pending, true, null, null)]
    [InlineData(ScanOutcome.Pending, false, null, null)]
    public void Of_EachOutcome_PassesOnlyWhatMayPass(ScanOutcome outcome, bool required, ScanState? state, string? code)
    {
        var verdict = DecideScan.Of(new ScanResult(outcome), required);

        Assert.Equal((state, code, state is null && code is null), (verdict.State, verdict.Rejection?.Code, verdict.Waits));
    }

    [Fact]
    public void Of_EveryOutcome_HasAVerdict() =>
        Assert.All(Enum.GetValues<ScanOutcome>(), outcome => DecideScan.Of(new ScanResult(outcome), required: true));

    /// <summary>Another program's text goes into a log line and a fact.</summary>
    [Fact]
    public void Malware_NameOfAnyKind_IsOneShortLine()
    {
        var named = ScanResult.Malware($"Win.Test\n\u001b[31m{new string('x', 1000)}").Detail!;

        Assert.StartsWith("Win.Test[31mxxx", named);
        Assert.Equal(200, named.Length);
    }
}
