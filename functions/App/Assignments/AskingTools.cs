using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Assignments;

/// <summary>What the mechanism works with.</summary>
public sealed record AskingTools(AggregateStore Store, StaffDirectory Staff, WorkingCalendar Calendar, AssignmentLetters Letters,
    TimeProvider Time);
