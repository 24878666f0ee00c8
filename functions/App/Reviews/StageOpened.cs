using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;

namespace FunctionsApp.Reviews;

/// <summary>A stage was asked. Published when its assignments are stored.</summary>
/// <param name="Assignees">0 where the machine alone checks.</param>
/// <param name="Due">Null where the machine alone checks.</param>
[ShownAs(Right.Course)]
public sealed record StageOpened(string Stage, int Round, int Assignees, DateTimeOffset? Due) : Fact;

/// <summary>The review did not hold a stage, because the app has no such kind of stage yet; the department takes it itself.</summary>
[ShownAs(Right.Course)]
public sealed record StagePassedOver(string Stage) : Fact;
