using FunctionsApp.Warnings;

namespace App.Tests.Warnings;

internal static class Sample
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, 250, TimeSpan.Zero);

    public static readonly PublicationSettings Settings =
        new("warn@hts.example", new("预警中心", "Early warning"), CapStatus.Actual, TimeSpan.FromDays(7), TimeSpan.FromDays(90));

    public static Signal Signal(WarningLevel level = WarningLevel.Yellow, DateTimeOffset? expires = null) => new(
        "stats", "2026-Q1-it", "it", level, new("订单下降", "Orders fall"), new("信息技术业订单下降 <30%>", "IT orders fall by <30%> & more"),
        new("说明\n第二行", "Description\nsecond line"), new("请关注", "Watch"), "440305", expires, "orders", -30.5m);

    public static Warning Draft(WarningLevel level = WarningLevel.Yellow, DateTimeOffset? expires = null) =>
        WarningRules.Draft(Signal(level, expires), "stats", Now, Settings).Next;

    public static Warning Verified(WarningLevel level = WarningLevel.Yellow, DateTimeOffset? expires = null) =>
        Decide(Draft(level, expires), new VerifyWarning("officer", VerificationDecision.Confirm, null, null)).Next;

    public static Warning Published(WarningLevel level = WarningLevel.Yellow) => Decide(Verified(level), new PublishWarning("test")).Next;

    public static WarningChange Decide(Warning warning, WarningCommand command, DateTimeOffset? now = null) => WarningRules.Decide(warning, command, now ?? Now, Settings);
}
