using FunctionsApp.City;
using FunctionsApp.Programmes.Stages;

namespace FunctionsApp.Assignments;

/// <summary>The moments of an assignment, UTC.</summary>
/// <param name="Remind">The reminder; null for none.</param>
/// <param name="Due">Then it passes to a delegate.</param>
/// <param name="Lapse">Then it lapses.</param>
public sealed record Ladder(DateTimeOffset? Remind, DateTimeOffset Due, DateTimeOffset Lapse)
{
    /// <summary>The second reminder; null for none.</summary>
    public DateTimeOffset? RemindAgain { get; init; }
}

/// <summary>How long people have, in working days or in hours.</summary>
public abstract record LadderPolicy
{
    /// <summary>The moments of what is asked at <paramref name="at"/>.</summary>
    public abstract Ladder Start(DateTimeOffset at, WorkingCalendar calendar);

    /// <summary>By which notices they are counted; null where they go by the clock.</summary>
    public virtual string? Edition(DateTimeOffset at, WorkingCalendar calendar) => null;

    /// <summary>What a definition gives the people of a stage.</summary>
    public static LadderPolicy Of(PeopleDefinition stage) =>
        new WorkingDays(stage.WorkingDays, stage.ReminderWorkingDays, stage.DelegateWorkingDays)
        {
            SecondReminderBefore = stage.SecondReminderWorkingDays,
        };

    /// <param name="Days">To answer, 1 or more.</param>
    /// <param name="ReminderBefore">The reminder goes out this many days before the due day, 0 (none) to <paramref name="Days"/> -
    /// 1.</param>
    /// <param name="DelegateDays">Of the delegate, from the due time, 1 or more.</param>
    public sealed record WorkingDays(int Days, int ReminderBefore, int DelegateDays) : LadderPolicy
    {
        /// <summary>As <see cref="ReminderBefore"/>, for the second reminder: 0 (none) to ReminderBefore - 1.</summary>
        public int SecondReminderBefore { get; init; }

        public override Ladder Start(DateTimeOffset at, WorkingCalendar calendar)
        {
            var due = calendar.Due(at, Days);
            return new Ladder(Before(ReminderBefore), due, calendar.Due(due, DelegateDays)) { RemindAgain = Before(SecondReminderBefore) };

            DateTimeOffset? Before(int days) => days == 0 ? null : calendar.Due(at, Days - days);
        }

        public override string Edition(DateTimeOffset at, WorkingCalendar calendar) => calendar.Edition(at, Start(at, calendar).Lapse);
    }

    /// <summary>By the clock, from the opening: for what does not keep office hours.</summary>
    public sealed record Hours(TimeSpan Remind, TimeSpan Due, TimeSpan Lapse) : LadderPolicy
    {
        public override Ladder Start(DateTimeOffset at, WorkingCalendar calendar) => new(at + Remind, at + Due, at + Lapse);
    }
}
