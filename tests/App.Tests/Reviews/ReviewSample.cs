using FunctionsApp.Applications;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Programmes;
using FunctionsApp.Reviews;

namespace App.Tests.Reviews;

/// <summary>One application under review, for the tests of this folder.</summary>
internal static class ReviewSample
{
    public const string Id = "0123456789abcdefghjk";
    public static readonly DateTimeOffset Opened = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    public static readonly Application Applied = new(
        Id, "special-fund-rd", 1, 2026, "91440300MA5EXAMPLE", "440305", "it", "检测平台", 500_000m, "applicant-1", "a@example.com", Language.Chinese,
        ApplicationStatus.Submitted, Opened, Opened, null, 0, [],
        [
            new SlotState("plan", true, DocumentState.Accepted, 1, "plan.pdf", 10, "aa", null, "b1"),
            new SlotState("budget", true, DocumentState.Accepted, 2, "budget.xlsx", 10, "bb", null, "b2"),
            new SlotState("photo", false, DocumentState.Empty),
        ],
        null, FactHead.Start, "\"1\"");

    public static StageDefinition Stage(
        string name = "Panel", int assignees = 3, int approvals = 2, UndecidedPolicy undecided = UndecidedPolicy.Abstain, Role? role = Role.Expert,
        StageKind kind = StageKind.Approval, params string[] documents) =>
        new(name, kind, new LocalizedText("专家评审", "Panel"), role, assignees, approvals, 5, 2, 3, undecided, documents);

    public static StageRequest Request(StageDefinition? stage = null, int round = 0) => new(Id, stage ?? Stage(), round, new Eligibility(["it"], 1_000_000m));

    public static StageRun Run(string stage = "Panel", int round = 0) =>
        new(stage, round, StageRunState.Open, Opened, Opened.AddDays(3), Opened.AddDays(7), Opened.AddDays(12));

    public static Assignment Assignment(int number, string? person = null, AssignmentState state = AssignmentState.Open, string stage = "Panel", int round = 0) =>
        new(Id, stage, round, number, person ?? $"expert-{number}", Opened, Opened.AddDays(7), state);

    public static Decision Decision(int number, DecisionKind kind, params ReturnItem[] items) =>
        new(AssignmentId.Of(Id, "Panel", 0, number), "Panel", 0, $"expert-{number}", kind, null, items, ReviewDigest.Of(Applied), Opened.AddDays(1));

    public static ReviewState State(IReadOnlyList<Assignment>? assignments = null, IReadOnlyList<Decision>? decisions = null, params IReadOnlyList<StageRun> runs) =>
        new(Applied, runs, assignments ?? [], decisions ?? []);

    public static StaffMember Member(string id, string? organisation = null, string? standIn = null) =>
        new() { Id = id, Name = id, Email = $"{id}@example.com", Roles = [Role.Expert], Organisation = organisation, Delegate = standIn };
}
