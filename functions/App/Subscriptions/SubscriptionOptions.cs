using System.ComponentModel.DataAnnotations;

namespace FunctionsApp.Subscriptions;

/// <summary>How long an address has to confirm. Bound from <c>Subscriptions</c>.</summary>
public sealed class SubscriptionOptions
{
    /// <summary>Days in which an address confirms, 1–30; then it is erased. Default 3.</summary>
    [Range(1, 30)] public int ConfirmationDays { get; init; } = 3;

    /// <summary>Letters a day that ask one address to confirm, 1–20: more requests are taken and ask nothing. Default 3.</summary>
    [Range(1, 20)] public int LettersADay { get; init; } = 3;

    /// <summary>Days within 30 on which letters to an address come back before its subscription ends, 1–10. Default 3.</summary>
    [Range(1, 10)] public int BounceDays { get; init; } = 3;

    /// <summary>Days for which the link of a letter that changes or ends a subscription is good, 30–1,100. Default 731.</summary>
    [Range(30, 1100)] public int LinkDays { get; init; } = 731;
}
