using FunctionsApp.Documents.Scanning;
using FunctionsApp.Platform.Messaging;

namespace App.Tests.Documents.Scanning;

public class ClamdAnswerTests
{
    [Theory]
    [InlineData("stream: OK", ScanOutcome.Clean, null)]
    [InlineData("stream: Win.Test.EICAR_HDB-1 FOUND", ScanOutcome.Malware, "Win.Test.EICAR_HDB-1")]
    [InlineData("stream: OK FOUND", ScanOutcome.Malware, "OK")]
    [InlineData("stream: Heuristics.Limits.Exceeded.MaxScanSize FOUND", ScanOutcome.NotScannable, "Heuristics.Limits.Exceeded.MaxScanSize")]
    [InlineData("INSTREAM size limit exceeded. ERROR", ScanOutcome.NotScannable, "INSTREAM size limit exceeded. ERROR")]
    public void Read_Answer_IsItsOutcome(string answer, ScanOutcome outcome, string? detail) =>
        Assert.Equal(new ScanResult(outcome, detail), ClamdAnswer.Read(answer));

    [Theory]
    [InlineData("")]
    [InlineData("OK")]
    [InlineData("stream: ok")]
    [InlineData("stream: OK ")]
    [InlineData("stream:  FOUND")]
    [InlineData("stream: FOUND")]
    [InlineData("stream: Can't allocate memory ERROR")]
    [InlineData("UNKNOWN COMMAND")]
    [InlineData("stream: OKstream: Win.Test FOUND or not")]
    [InlineData("HTTP/1.1 200 OK")]
    public void Read_AnythingElse_IsAnOutage(string answer) =>
        Assert.True(Outage.Is(Assert.Throws<OutageException>(() => ClamdAnswer.Read(answer))));

    [Theory]
    [InlineData("localhost:3310", true)]
    [InlineData("clamd.internal:3310", true)]
    [InlineData("127.0.0.1:1", true)]
    [InlineData("[::1]:65535", true)]
    [InlineData("/run/clamav/clamd.ctl", true)]
    [InlineData(null, false)]
    [InlineData(" ", false)]
    [InlineData("localhost", false)]
    [InlineData(":3310", false)]
    [InlineData("localhost:0", false)]
    [InlineData("localhost:65536", false)]
    [InlineData("local host:3310", false)]
    [InlineData("clamd.ctl", false)]
    public void Address_Text_IsReadOrNot(string? text, bool isAddress) => Assert.Equal(isAddress, ClamdAddress.Read(text) is not null);
}
