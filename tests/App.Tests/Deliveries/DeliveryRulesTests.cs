using FunctionsApp.Deliveries;

namespace App.Tests.Deliveries;

public sealed class DeliveryRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 500, DeliveryState.Waiting, 1)]
    [InlineData(1, 307, DeliveryState.Waiting, 5)]
    [InlineData(2, null, DeliveryState.Waiting, 30)]
    [InlineData(6, 404, DeliveryState.Waiting, 1440)]
    [InlineData(7, 500, DeliveryState.Dead, null)]
    [InlineData(0, 410, DeliveryState.Dead, null)]
    [InlineData(0, 200, DeliveryState.Delivered, null)]
    [InlineData(7, 299, DeliveryState.Delivered, null)]
    public void Decide_Attempt_GivesStateAndWait(int before, int? status, DeliveryState state, int? minutes)
    {
        var delivery = new Delivery("d", "i", DeliveryClass.Bulk, Now, "{}", DeliveryState.Waiting, before, Now);
        var after = DecideAttempt.Decide(delivery, new EndpointAnswer(status, status is null ? AttemptFault.Timeout : null), Now);
        Assert.Equal((state, before + 1), (after.State, after.Attempts));
        Assert.Equal(minutes is { } wait ? Now.AddMinutes(wait) : null, after.NextAt);
        Assert.Equal((Now, status), (after.Last!.At, after.Last.Status));
    }

    [Theory]
    [InlineData("abc", true)]
    [InlineData(" abc\n", true)]
    [InlineData("""{"challenge":"abc"}""", true)]
    [InlineData("""{"challenge":"abcd"}""", false)]
    [InlineData("""{"challenge":1}""", false)]
    [InlineData("""["abc"]""", false)]
    [InlineData("{\"challenge\":\"abc\"", false)]
    [InlineData("", false)]
    public void Answers_Challenge_IsTheValueItself(string answer, bool taken) =>
        Assert.Equal(taken, CheckChallenge.Answers(answer, "abc"));
}
