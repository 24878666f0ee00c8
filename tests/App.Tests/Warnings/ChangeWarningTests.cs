using FunctionsApp.Platform;
using FunctionsApp.Warnings;
using static App.Tests.Warnings.Sample;

namespace App.Tests.Warnings;

/// <summary>Escalation, update and cancellation of a warning in force.</summary>
public class ChangeWarningTests
{
    [Theory]
    [InlineData(WarningLevel.Blue, "escalation-only-upwards")]
    [InlineData(WarningLevel.Yellow, null)]
    [InlineData(WarningLevel.Orange, "WarningChangeProposed")]
    [InlineData(WarningLevel.Red, "WarningChangeProposed")]
    public void Escalate_FromYellow_OnlyUpwards(WarningLevel level, string? outcome)
    {
        string? Escalate() => EscalateWarning.Decide(Published(), new EscalateBody(level), By()).Fact();

        Assert.Equal(outcome, level < WarningLevel.Yellow ? Slug(() => Escalate()) : Escalate());
    }

    [Theory]
    [InlineData(WarningLevel.Blue, "WarningUpdated")]
    [InlineData(WarningLevel.Yellow, null)]
    public void Update_Level_OnlyDownwards(WarningLevel level, string? fact) =>
        Assert.Equal(fact, UpdateWarning.Decide(Published(), new UpdateBody(Level: level), By()).Fact());

    [Fact]
    public void Update_Upwards_PointsToEscalate() =>
        Assert.Equal(
            "update-not-upwards", Slug(() => UpdateWarning.Decide(Published(), new UpdateBody(Level: WarningLevel.Orange), By())));

    [Fact]
    public void Update_OneText_KeepsTheOthers()
    {
        var updated = UpdateWarning.Decide(Published(), NewHeadline, By()).Confirmed();

        Assert.Equal(Signal().Wording with { Headline = NewHeadline.Headline! }, updated.Warning.Wording);
    }

    [Fact]
    public void Update_BadTextOrEnd_IsRefused()
    {
        Assert.Equal("invalid-field", Slug(() => UpdateWarning.Decide(Published(), new UpdateBody(Event: new("", "x")), By())));
        Assert.Equal("invalid-field", Slug(() => UpdateWarning.Decide(Published(), new UpdateBody(Expires: Now), By())));
        Assert.Equal("invalid-field", Slug(() => UpdateWarning.Decide(Published(), new UpdateBody(Expires: Now.AddDays(91)), By())));
        Assert.Equal(
            Now.AddDays(90), UpdateWarning.Decide(Published(), new UpdateBody(Expires: Now.AddDays(90)), By()).Next.Warning.Expires);
    }

    [Fact]
    public void Cancel_WithoutReason_IsRefused() =>
        Assert.Equal("invalid-field", Slug(() => CancelWarning.Decide(Published(), new CancelBody(), By())));

    [Fact]
    public void Cancel_BadReason_IsRefused() =>
        Assert.Equal("invalid-field", Slug(
            () => CancelWarning.Decide(Published(), new CancelBody(new LocalizedText("好", new string('x', 501))), By())));

    [Fact]
    public void Messages_OfOneWarning_AreNumberedAndReferredToInOrder()
    {
        var escalated = EscalateWarning.Decide(Published(), new EscalateBody(WarningLevel.Orange), By()).Confirmed(Now.AddHours(1));
        var updated = UpdateWarning.Decide(escalated, NewHeadline, By()).Confirmed(Now.AddHours(2));
        var cancelled = CancelWarning.Decide(updated, Over, By(at: Now.AddHours(3))).Next;

        Assert.Equal([1, 2, 3, 4], cancelled.Messages.Select(message => message.Number));
        Assert.Equal(
            [MessageType.Alert, MessageType.Update, MessageType.Update, MessageType.Cancel],
            cancelled.Messages.Select(message => message.Type));
        Assert.Equal(cancelled.Messages.Select(message => message.Reference), cancelled.Warning.Messages);
        Assert.Equal($"warn@hts.example,{cancelled.Warning.Id}-2,2026-03-02T10:00:00+08:00", cancelled.Warning.Messages[1].ToString());
        Assert.Equal((Urgency.Past, "Recovered"), (cancelled.Messages[3].Evidence.Urgency, cancelled.Messages[3].Note!.English));
        Assert.Null(CancelWarning.Decide(cancelled, Over, By()).Fact());
        Assert.Equal("warning-not-in-force", Slug(() => EscalateWarning.Decide(cancelled, new EscalateBody(WarningLevel.Red), By())));
    }

    [Fact]
    public void Messages_AtTheirLimit_LeaveRoomForTheCancellation()
    {
        var state = Published();
        for (var i = 2; i < AddMessage.MaxMessages; i++)
        {
            state = UpdateWarning.Decide(state, new UpdateBody(Headline: new($"{i}", $"{i}")), By()).Confirmed();
        }

        Assert.Equal("warning-too-many-messages", Slug(() => EscalateWarning.Decide(state, new EscalateBody(WarningLevel.Red), By())));
        Assert.Equal(AddMessage.MaxMessages, CancelWarning.Decide(state, Over, By()).Next.Messages[^1].Number);
    }

    [Fact]
    public void Message_OfARequest_KeepsItsTrace()
    {
        var escalated = EscalateWarning.Decide(Published(), new EscalateBody(WarningLevel.Red), By()).Confirmed(trace: "trace");

        Assert.Equal([null, "trace"], escalated.Messages.Select(message => message.Trace));
    }
}
