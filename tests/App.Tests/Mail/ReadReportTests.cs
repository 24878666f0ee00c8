using System.Text;
using FunctionsApp.Mail;
using FunctionsApp.Platform.Http;

namespace App.Tests.Mail;

public sealed class ReadReportTests
{
    private const string Rfc822 = "message/rfc822";

    [Theory]
    [InlineData("failed", "5.1.1", BounceKind.Hard)]
    [InlineData("Failed", " 5.7.26 (policy)", BounceKind.Hard)]
    [InlineData("failed", "4.4.7", BounceKind.Soft)]
    [InlineData("delayed", "4.2.2", BounceKind.Soft)]
    [InlineData("delayed", "5.1.1", null)]
    [InlineData("delivered", "2.0.0", null)]
    [InlineData("relayed", "2.0.0", null)]
    [InlineData("failed", "nonsense", null)]
    [InlineData("failed", "", null)]
    public async Task Read_ActionAndStatus_MakeTheKind(string action, string status, BounceKind? kind)
    {
        var report = await ReadAsync(Rfc822, Reports.Message("a.b@example.com", action, status));
        Assert.Equal(("a.b@example.com", kind), (report.MessageId, report.Kind));
        Assert.Equal(kind is null ? null : status.Trim().Split(' ')[0], report.Status);
    }

    [Fact]
    public async Task Read_BodyOfTheReportAlone_IsTheSame() => Assert.Equal(
        new LetterReport("a.b@example.com", BounceKind.Hard, "5.1.1"),
        await ReadAsync($"multipart/report; report-type=delivery-status; boundary={Reports.Boundary}", Reports.Body("a.b@example.com")));

    [Fact]
    public async Task Read_CompleteLetterInIt_FindsItsMessageId() => Assert.Equal(
        "a.b@example.com",
        (await ReadAsync(
            Rfc822, Reports.Message("a.b@example.com").Replace("text/rfc822-headers", Rfc822, StringComparison.Ordinal))).MessageId);

    [Fact]
    public async Task Read_SeveralRecipients_TheWorstCounts()
    {
        var text = Reports.Message("a.b@example.com", "delayed", "4.2.2").Replace(
            "Diagnostic-Code: smtp; 550 reader@secret.example unknown", "\r\nAction: failed\r\nStatus: 5.1.1", StringComparison.Ordinal);
        Assert.Equal(BounceKind.Hard, (await ReadAsync(Rfc822, text)).Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no mail at all")]
    [InlineData("Subject: Hello\n\nA letter.\n")]
    [InlineData("Content-Type: multipart/report; boundary=x\n\n--x\n")]
    [InlineData("Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: message/delivery-status\n\nReporting-MTA: x\n--x--\n")]
    [InlineData("Content-Type: multipart/mixed; boundary=x\n\n--x\n\ntext\n--x--\n")]
    public async Task Read_NoReport_IsRefused(string text) => await RefusedAsync(MailProblems.InvalidReport, Rfc822, text);

    [Fact]
    public Task Read_ReportWithoutTheLettersHead_IsRefused() =>
        RefusedAsync(MailProblems.InvalidReport, Rfc822, Reports.Message(null));

    [Fact]
    public Task Read_BoundaryMissing_IsRefused() =>
        RefusedAsync(MailProblems.InvalidReport, "multipart/report", Reports.Body("a.b@example.com"));

    [Fact]
    public Task Read_NestedWithoutEnd_IsRefused()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 2000; i++)
        {
            text.Append("Content-Type: multipart/report; boundary=b").Append(i).Append("\n\n--b").Append(i).Append('\n');
        }

        return RefusedAsync(MailProblems.InvalidReport, Rfc822, text.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData("multipart/form-data; boundary=frontier")]
    public Task Read_OtherType_IsRefused(string? type) =>
        RefusedAsync(PlatformProblems.UnsupportedMedia, type, Reports.Message("a.b@example.com"));

    [Fact]
    public Task Read_TenMegabytes_IsRefused() => RefusedAsync(
        PlatformProblems.BodyTooLarge, Rfc822, Reports.Message("a.b@example.com", more: new string('x', 10 * 1024 * 1024)));

    private static Task<LetterReport> ReadAsync(string? type, string text) => ReadReport.OfAsync(
        type, new MemoryStream(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"))), TestContext.Current.CancellationToken);

    private static async Task RefusedAsync(ProblemType problem, string? type, string text) =>
        Assert.Equal(problem, (await Assert.ThrowsAsync<ProblemException>(() => ReadAsync(type, text))).Type);
}
