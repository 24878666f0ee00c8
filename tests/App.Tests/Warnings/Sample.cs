using FunctionsApp.Assignments;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Warnings;

namespace App.Tests.Warnings;

internal static class Sample
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, 250, TimeSpan.Zero);

    public static readonly PublicationSettings Settings =
        new(new Issuer("warn@hts.example", new("预警中心", "Early warning"), CapStatus.Actual), TimeSpan.FromDays(7), TimeSpan.FromDays(90));

    public static readonly UpdateBody NewHeadline = new(Headline: new("新", "New"));

    public static Signal Signal(WarningLevel level = WarningLevel.Yellow, DateTimeOffset? expires = null) => new(
        "stats", "2026-Q1-it", "it", level, new("订单下降", "Orders fall"), new("信息技术业订单下降 <30%>", "IT orders fall by <30%> & more"),
        new("说明\n第二行", "Description\nsecond line"), new("请关注", "Watch"), "440305", expires, "orders", -30.5m);

    public static readonly CancelBody Over = new(new LocalizedText("恢复", "Recovered"));

    public static Acting By(string actor = "p", DateTimeOffset? at = null) => new(actor, at ?? Now, Settings);

    public static Answering Officer(string person = "officer") => new(person, "digest", Now);

    public static VerificationForm Confirm(WarningLevel? level = null, string? comment = null) =>
        new("token", VerificationDecision.Confirm, level, comment);

    public static VerificationForm Dismiss() => new("token", VerificationDecision.Dismiss);

    public static WarningState Draft(WarningLevel level = WarningLevel.Yellow, DateTimeOffset? expires = null) =>
        DraftWarning.Decide(null, Signal(level, expires), By("stats")).Next;

    public static WarningState Verified(WarningLevel level = WarningLevel.Yellow, DateTimeOffset? expires = null) =>
        VerifyWarning.Decide(Draft(level, expires), Confirm(), Officer()).Next;

    public static WarningState Published(WarningLevel level = WarningLevel.Yellow) => PublishWarning.Decide(Verified(level), By()).Next;

    /// <summary>The state after someone else has confirmed the proposed change.</summary>
    public static WarningState Confirmed(this Change<WarningState> proposed, DateTimeOffset? at = null, string? trace = null) =>
        VerifyChange.Decide(proposed.Next, Confirm(), By("officer", at) with { Trace = trace }).Next;

    /// <summary>Name of the change's one fact; null when nothing changes.</summary>
    public static string? Fact(this Change<WarningState> change) => change.Facts.SingleOrDefault()?.Type;

    public static string Slug(Action act) => Assert.Throws<ProblemException>(act).Type.Slug;
}
