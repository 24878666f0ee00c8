using System.Text.Json.Serialization;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Referrals;

/// <summary>How far an institution is.</summary>
public enum ReferralState
{
    Asked,
    Interested,

    /// <summary>Wants to talk with the applicant first.</summary>
    Talk,

    Declined,

    /// <summary>Not answered in time.</summary>
    Lapsed,

    /// <summary>None of its people could be asked until the time was over.</summary>
    NoContact,

    /// <summary>The stage ended before it answered.</summary>
    Ended,
}

/// <summary>What an institution would do, as plain text and figures: no commitment.</summary>
/// <param name="Text">The offer, what to talk about, or why it declines; null for none.</param>
/// <param name="Amount">Yuan; null where it is left open.</param>
/// <param name="Rate">Per cent in a year; null where it is left open.</param>
public sealed record ReferralReply([property: ErasedWith(ErasureStep.Content)] string? Text, decimal? Amount, decimal? Rate);

/// <summary>One application, referred to one institution.</summary>
/// <param name="Institution">Its credit code.</param>
/// <param name="ChangedAt">When its state changed last, UTC.</param>
public sealed record Referral(string Stage, int Round, string Institution, ReferralState State, DateTimeOffset ChangedAt)
{
    /// <summary>Id of the answered assignment; null while there is no answer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Assignment { get; init; }

    /// <summary>Null while there is no answer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReferralReply? Reply { get; init; }

    /// <summary>None of its people could be asked; it is tried again daily.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsBlocked { get; init; }
}
