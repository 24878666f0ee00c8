using FunctionsApp.Platform.Storage;

namespace FunctionsApp.SiteVisits;

public enum AppointmentState
{
    /// <summary>The applicant confirms it, by silence too, or asks to move it.</summary>
    Offered,

    Confirmed,

    /// <summary>The officer offers another one, or the same again.</summary>
    MoveAsked,

    /// <summary>It is not held.</summary>
    Cancelled,

    /// <summary>It was held, and the report is there.</summary>
    Reported,
}

/// <summary>When, where, and with whom.</summary>
/// <param name="Begins">UTC.</param>
/// <param name="Ends">UTC, on the same day in Beijing.</param>
/// <param name="Place">Null where it is held by link alone.</param>
/// <param name="Link">https; null for none.</param>
/// <param name="Attendees">Staff ids, beside the officer in charge.</param>
/// <param name="Preparation">Null for nothing.</param>
public sealed record AppointmentTerms(
    DateTimeOffset Begins, DateTimeOffset Ends, [property: ErasedWith(ErasureStep.Content)] string? Place,
    [property: ErasedWith(ErasureStep.Content)] string? Link, IReadOnlyList<string> Attendees,
    [property: ErasedWith(ErasureStep.Content)] string? Preparation)
{
    public bool IsSame(AppointmentTerms other) =>
        this with { Attendees = other.Attendees } == other && Attendees.SequenceEqual(other.Attendees);
}

/// <summary>The applicant asked for another day.</summary>
/// <param name="Days">That would do, in Beijing; 0 to 3.</param>
public sealed record MoveRequest(
    [property: ErasedWith(ErasureStep.Content)] string Reasons, IReadOnlyList<DateOnly> Days, DateTimeOffset At);

/// <summary>A person who was to attend by earlier terms, or was in charge, and is not any more.</summary>
/// <param name="Person">Staff id.</param>
/// <param name="Sequence">Of the terms that left the person out.</param>
public sealed record FormerAttendee(string Person, int Sequence);

/// <summary>One appointment of a stage; a report that asks for a repeat is followed by the next one.</summary>
public sealed record Appointment
{
    public required string Stage { get; init; }

    public required int Round { get; init; }

    /// <summary>1, 2, 3 … in the stage and round.</summary>
    public required int Number { get; init; }

    /// <summary>Id of the assignment that offered these terms.</summary>
    public required string Assignment { get; init; }

    /// <summary>Staff id of the officer in charge.</summary>
    public required string Officer { get; init; }

    public required AppointmentTerms Terms { get; init; }

    /// <summary>0, one more with each change of the terms and with the cancellation (RFC 5545, 3.8.7.4).</summary>
    public int Sequence { get; init; }

    public AppointmentState State { get; init; }

    /// <summary>UTC: after it silence has confirmed it.</summary>
    public required DateTimeOffset AnswerBy { get; init; }

    /// <summary>When terms or state changed last, UTC.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<MoveRequest> Moves { get; init; } = [];

    /// <summary>Of this appointment.</summary>
    public IReadOnlyList<FormerAttendee> Former { get; init; } = [];

    /// <summary>What an answer is about: other terms have another one.</summary>
    public string Edition => $"{Number}.{Sequence}";

    /// <summary>Whether the person is in charge of it, or attends it.</summary>
    public bool IsOf(string person) => Officer == person || Terms.Attendees.Contains(person);

    /// <summary>The officer in charge and the attendees, by name.</summary>
    public IReadOnlyList<string> PeopleOf(Func<string, string> nameOf) => [.. Terms.Attendees.Prepend(Officer).Select(nameOf)];

    /// <summary>Whether the applicant may answer it.</summary>
    public bool AwaitsAnswer(DateTimeOffset now) =>
        State is AppointmentState.Offered or AppointmentState.Confirmed && now < AnswerBy;

    /// <summary>Whether it is to be held, or may be.</summary>
    public bool IsLive => State is AppointmentState.Offered or AppointmentState.Confirmed or AppointmentState.MoveAsked;
}
