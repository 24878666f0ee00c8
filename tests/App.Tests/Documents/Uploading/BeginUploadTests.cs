using FunctionsApp.Documents.Uploading;
using FunctionsApp.Platform.Http;

namespace App.Tests.Documents.Uploading;

public class BeginUploadTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly UploadLimits Limits = new(PerSlot: 2, PerApplication: 3, TimeSpan.FromHours(48));

    [Fact]
    public void Decide_SlotIsFull_Refused()
    {
        var one = BeginUpload.Decide([Of("1")], Of("2"), Limits, Now);
        Assert.Equal(["1", "2"], one.Select(upload => upload.Id));

        Assert.Equal("too-many-open-uploads", Problem(() => BeginUpload.Decide(one, Of("3"), Limits, Now)));
        Assert.Equal(3, BeginUpload.Decide(one, Of("3", "budget"), Limits, Now).Count);
    }

    [Fact]
    public void Decide_ApplicationIsFull_Refused() => Assert.Equal("too-many-open-uploads", Problem(() =>
        BeginUpload.Decide([Of("1", "a"), Of("2", "b"), Of("3", "c")], Of("4", "d"), Limits, Now)));

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public void Decide_OthersLapse_CountsTheLiveOnes(int seconds, bool isTaken)
    {
        OpenUpload[] open = [Of("1"), Of("2")];
        var then = Now + Limits.Life + TimeSpan.FromSeconds(seconds);

        if (isTaken) Assert.Equal(3, BeginUpload.Decide(open, Of("3"), Limits, then).Count);
        else Assert.Equal("too-many-open-uploads", Problem(() => BeginUpload.Decide(open, Of("3"), Limits, then)));
    }

    [Fact]
    public void Decide_SameKeyAgain_FindsItsOwnEvenWhereTheSlotIsFull()
    {
        OpenUpload[] open = [Of("1"), Of("2")];

        Assert.Same(open, BeginUpload.Decide(open, Of("1") with { OpenedAt = Now.AddHours(1) }, Limits, Now));
        Assert.Equal("idempotency-key-reused", Problem(() => BeginUpload.Decide(open, Of("1") with { Bytes = 11 }, Limits, Now)));
    }

    [Fact]
    public void Cancel_CompletionUnderWay_Refused()
    {
        var open = BeginUpload.Completing([Of("1"), Of("2")], "1", Now);

        Assert.Equal("upload-completing", Problem(() => BeginUpload.Cancel(open, "1")));
        Assert.Equal(["1"], BeginUpload.Cancel(open, "2").Select(upload => upload.Id));
        Assert.Equal(open, BeginUpload.Cancel(open, "gone"));
        Assert.Equal([false, true], open.Select(upload => upload.HasLapsed(Limits.Life, Now.AddYears(1))));
    }

    private static OpenUpload Of(string id, string type = "work-plan") => new(id, type, "plan.docx", 10, null, null, Now);

    private static string Problem(Func<object> act) => Assert.Throws<ProblemException>(act).Type.Slug;
}
