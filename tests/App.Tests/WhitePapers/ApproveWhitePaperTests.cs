using App.Tests.Fixtures;
using FunctionsApp.Alerts.Drafts;
using FunctionsApp.Assignments;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.WhitePapers;

namespace App.Tests.WhitePapers;

public sealed class ApproveWhitePaperTests
{
    private static readonly Answering By = new("editor", "digest", MemoryPapers.Now);
    private static readonly WhitePaperState State = new(
        new WhitePaper
        {
            Id = "paper000000000000000", Period = "2025-Q4", Edition = 1, Tables = "t", Content = "c", CreatedAt = MemoryPapers.Now,
        }, []);

    [Fact]
    public void Decide_Approved_KeepsTheForeword()
    {
        var change = ApproveWhitePaper.Decide(State, MemoryPapers.Approve(new("前言", "Foreword")), By);

        Assert.Equal(WhitePaperStatus.Approved, change.Next.Paper.Status);
        Assert.Equal("Foreword", change.Next.Paper.Approval!.Foreword!.English);
        Assert.Equal(new WhitePaperApproved("2025-Q4", 1), Assert.Single(change.Facts).Fact);
    }

    [Fact]
    public void Decide_Rejected_KeepsTheComment()
    {
        var change = ApproveWhitePaper.Decide(State, MemoryPapers.Reject("no"), By);

        Assert.Equal((WhitePaperStatus.Rejected, "no"), (change.Next.Paper.Status, change.Next.Paper.Approval!.Comment));
        Assert.Equal(new WhitePaperRejected("2025-Q4", 1), Assert.Single(change.Facts).Fact);
    }

    [Theory]
    [InlineData("", "Foreword")]
    [InlineData("前言", " ")]
    public void Decide_AForewordInOneLanguage_IsRefused(string chinese, string english) =>
        Assert.Equal(PlatformProblems.InvalidField, Assert.Throws<ProblemException>(() =>
            ApproveWhitePaper.Decide(State, MemoryPapers.Approve(new(chinese, english)), By)).Type);

    [Theory]
    [InlineData(null)]
    [InlineData((ApprovalDecision)7)]
    public void Decide_NoDecision_IsRefused(ApprovalDecision? decision) =>
        Assert.Throws<ProblemException>(() => ApproveWhitePaper.Decide(State, new PaperApprovalForm("token", decision), By));

    [Fact]
    public void Lapse_OfADraft_RejectsItOnce()
    {
        var lapsed = LapseWhitePaper.Decide(State, "function");

        Assert.Equal(WhitePaperStatus.Rejected, lapsed.Next.Paper.Status);
        Assert.Null(lapsed.Next.Paper.Approval);
        Assert.Empty(LapseWhitePaper.Decide(lapsed.Next, "function").Facts);
    }

    [Fact]
    public void Publish_OfWhatIsNotApproved_ChangesNothing() =>
        Assert.Empty(PublishWhitePaper.Decide(State, "document", "function", MemoryPapers.Now).Facts);
}
