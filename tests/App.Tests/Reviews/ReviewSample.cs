using App.Tests.Assignments;
using FunctionsApp.Applications;
using FunctionsApp.Approvals;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;

namespace App.Tests.Reviews;

/// <summary>One application under review, for the tests of reviews and of the kinds of stages.</summary>
internal static class ReviewSample
{
    public const string Id = "0123456789abcdefghjk";

    /// <summary>Monday 2 March 2026, 09:00 in Shenzhen.</summary>
    public static readonly DateTimeOffset Opened = Polls.Monday;

    public static readonly Application Applied = new()
    {
        Id = Id,
        Programme = "special-fund-rd",
        Version = 1,
        Applicant = new Applicant("applicant-1", "a@example.com", Language.Chinese, CreditCode.Parse("91440300MA5EXA1291"), "440305"),
        Subject = new Subject("检测平台", "it", 500_000m),
        Status = ApplicationStatus.Submitted,
        CreatedAt = Opened,
        SubmittedAt = Opened,
        Slots =
        [
            new SlotState("plan", true, DocumentState.Accepted, 1, "plan.pdf", 10, "aa", null, $"{Id}/plan/b1", BlobETag: "e1"),
            new SlotState("budget", true, DocumentState.Accepted, 2, "budget.xlsx", 10, "bb", null, $"{Id}/budget/b2", BlobETag: "e1"),
            new SlotState("photo", false, DocumentState.Empty),
        ],
    };

    public static ApprovalDefinition Stage(
        string name = "Panel", int assignees = 3, int approvals = 2, UndecidedPolicy undecided = UndecidedPolicy.Abstain,
        params string[] documents) => new()
    {
        Name = name,
        Title = new LocalizedText("专家评审", "Panel"),
        Role = Role.Expert,
        Assignees = assignees,
        Approvals = approvals,
        WorkingDays = 5,
        ReminderWorkingDays = 2,
        DelegateWorkingDays = 3,
        Undecided = undecided,
        Documents = documents,
    };

    /// <summary>A stage that the app does not hold.</summary>
    public static DefenceDefinition Outside(string name = "Defence") => new() { Name = name, Title = new LocalizedText("答辩", "Defence") };

    /// <summary>Without people: the machine alone checks.</summary>
    public static CompletenessDefinition FirstStage(int assignees = 0, params string[] documents) => new()
    {
        Name = "Completeness",
        Title = new LocalizedText("形式审查", "Completeness"),
        Role = assignees == 0 ? null : Role.Expert,
        Assignees = assignees,
        Approvals = assignees,
        WorkingDays = 5,
        DelegateWorkingDays = 3,
        Documents = documents,
    };

    /// <summary>A valid definition; sectors it, up to a million yuan, one round of corrections of ten working days.</summary>
    public static ProgrammeDefinition Definition(params StageDefinition[] stages) => new(
        "special-fund-rd", 1, new LocalizedText("专项资金", "Fund"), ["M19"], "rd", false,
        new Guide(2026, new DateOnly(2026, 1, 1), null, 5_000_000m, 1_000_000m, ["it"]),
        [Slot("plan", "计划书", "Plan"), Slot("budget", "预算", "Budget"), Slot("photo", "照片", "Photo") with { Required = false }],
        stages, new SupplementRule(1, 10));

    public static ProgrammeCatalogue Catalogue(params StageDefinition[] stages) => new([Definition(stages)]);

    public static StageRequest Request(string stage = "Panel", int round = 0) => new(Id, stage, round);

    public static StageRun Run(string stage = "Panel", int round = 0) => new(stage, round, StageRunState.Open, Opened);

    public static Ask Panel(int round = 0) => new(ApprovalQuestion.Name, Id, "Panel", round);

    public static Assignment Assignment(
        int number, string? person = null, AssignmentState state = AssignmentState.Open, string stage = "Panel", int round = 0) =>
        Polls.Assignment(number, person, state, Panel(round) with { Step = stage });

    public static Decision Decision(int number, DecisionKind kind, params ReturnItem[] items) =>
        new(
            AssignmentId.Of(Panel(), number), "Panel", 0, $"expert-{number}", kind, null, items, ContentDigest.Of(Applied),
            Opened.AddDays(1));

    public static ReviewState State(
        IReadOnlyList<Assignment>? assignments = null, IReadOnlyList<Decision>? decisions = null, params IReadOnlyList<StageRun> runs) =>
        new(Applied, runs, assignments ?? [], decisions ?? []);

    public static ReviewState In(this ReviewState state, ApplicationStatus status) =>
        state with { Application = state.Application with { Status = status } };

    /// <summary>Puts a state into the store as it is.</summary>
    public static Task<Stored<ReviewState>> PutAsync(this AggregateStore store, ReviewState state) => store.PutAsync(
        ReviewAggregate.Kind, Id, _ => Change.To(state, "test", new ReviewPut()), TestContext.Current.CancellationToken);

    public static async Task<ReviewState> ReviewAsync(this AggregateStore store) =>
        (await store.GetAsync(ReviewAggregate.Kind, Id, TestContext.Current.CancellationToken)).State;

    private static DocumentSlot Slot(string type, string chinese, string english) =>
        new(type, new LocalizedText(chinese, english), true, [DocumentFormat.Pdf], 1024);
}

internal sealed record ReviewPut : Fact;
