using App.Tests.Fixtures;
using App.Tests.Programmes.Fields;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Applications.Partners;
using FunctionsApp.Applications.Signing;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;
using Microsoft.Extensions.Options;

namespace App.Tests.Applications.Partners;

/// <summary>A complete joint application of three organisations, over stores in memory.</summary>
internal sealed class PartnerSample
{
    public const string First = "91440300MA5EXA1291", Second = "91440300MA5EXB340R";

    public static readonly ProgrammeDefinition Definition = Examples.Fund with
    {
        Form =
        [
            new TextField { Key = "summary", Label = new("简介", "Summary"), MaxLength = 100 },
            new TableField
            {
                Key = "partners", Label = new("联合申报单位", "Partners"), MaxRows = 10,
                Columns =
                [
                    new TextField { Key = "name", Label = new("名称", "Name"), Required = true, MaxLength = 100 },
                    new TextField { Key = "code", Label = new("代码", "Code"), Required = true, MaxLength = 18, Pattern = TextPattern.CreditCode },
                    new ChoiceField
                    {
                        Key = "kind", Label = new("类型", "Kind"), Required = true,
                        Options = [new ChoiceOption("maker", new("生产企业", "Manufacturer")), new ChoiceOption("lab", new("院所", "Institute"))],
                    },
                    new NumberField { Key = "share", Label = new("份额", "Share"), Required = true, Min = 0, Max = 100, Decimals = 2 },
                ],
            },
        ],
        Partners = new PartnersRule("partners", "name", "code") { Role = "kind", Share = "share" },
    };

    public const string Two = $$"""
        { "partners": [ { "name": "甲", "code": "{{First}}", "kind": "maker", "share": 30 },
                        { "name": "乙", "code": "{{Second}}", "kind": "lab", "share": 20.5 } ] }
        """;

    private readonly ProgrammeCatalogue catalogue;

    public PartnerSample(SigningRule signing = SigningRule.None, params StaffMember[] staff)
    {
        Programme = Definition with { Signing = signing };
        catalogue = new ProgrammeCatalogue([Programme]);
        App = new MemoryApp(Examples.Now, SigningAggregate.Kind, staff.Length > 0 ? staff : [Person("a", First), Person("b", Second)]);
        Question = new ConsentQuestion(App.Tools, catalogue, Options.Create(new ApplicationOptions()));
        Questions = new Questions([Question]);
    }

    public ProgrammeDefinition Programme { get; }

    public MemoryApp App { get; }

    public ConsentQuestion Question { get; }

    public Questions Questions { get; }

    /// <summary>All organisations have people.</summary>
    public static Signatories EachHasPeople { get; } = new(new HashSet<string> { "own" }, code => new HashSet<string> { $"of-{code.Value}" });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static StaffMember Person(string id, string organisation, Role role = Role.Signatory, string? @delegate = null) =>
        MemoryApp.Member(id, @delegate, role) with { Organisation = CreditCode.Parse(organisation) };

    public static ApplicationForm Filled(string answers = Two, ApplicationForm? from = null)
    {
        from ??= new ApplicationForm(Examples.Whole(Definition), Answers.None);
        return SaveForm.Decide(
            from, Definition, from.Application.Check(Definition, FormSample.Parse(answers)), "u1", Examples.Now, submits: false).Next;
    }

    public static Change<Application> Send(
        ApplicationForm draft, string actor = "u1", ProgrammeDefinition? definition = null, Signatories? signatories = null) =>
        SubmitApplication.Decide(draft.Application, draft.Answers, definition ?? Definition, actor, Examples.Now, signatories ?? EachHasPeople);

    public static SigningState Sent(string answers = Two, ApplicationForm? from = null, ProgrammeDefinition? definition = null)
    {
        var filled = Filled(answers, from);
        return new SigningState(Send(filled, definition: definition).Next, filled.Answers, []);
    }

    public static Change<SigningState> Answer(
        SigningState state, string organisation, ConsentDecision decision, string? comment = null, ProgrammeDefinition? definition = null) =>
        AnswerConsent.Decide(
            state, organisation, new ConsentForm("t", decision, comment),
            new Answering($"of-{organisation}", ContentDigest.Of(state.Application), Examples.Now.AddDays(1)), definition ?? Definition,
            EachHasPeople.Own);

    public Task<Stored<SigningState>> SendAsync() => App.Store.PutAsync(
        SigningAggregate.Kind, Examples.Id, current =>
        {
            var form = current is null ? Filled() : new ApplicationForm(current.Application, current.Answers);
            var change = SubmitApplication.Decide(
                form.Application, form.Answers, Programme, "u1", App.Time.GetUtcNow(), EachHasPeople);
            return new Change<SigningState>(
                new SigningState(change.Next, form.Answers, current?.Assignments ?? []), change.Facts);
        }, Cancellation);

    public Task<Opening> OpenAsync(string organisation, int round = 0) => new OpenAssignmentsActivity(Questions).RunAsync(
        new AskAt(ConsentQuestion.AskOf(new ConsentRun(Examples.Id, round, organisation)), App.Time.GetUtcNow()), Cancellation);

    public Task AnswerAsync(ConsentDecision decision, string? comment = null)
    {
        var letter = App.Letters[^1];
        return ChangeAsync(state => Question.Decide(
            state, AssignmentId.Parse(letter.Callback!.Subject)!, new ConsentForm("token", decision, comment), App.By(letter)));
    }

    public Task ChangeAsync(Func<SigningState, Change<SigningState>> decide) =>
        App.Store.ChangeAsync(SigningAggregate.Kind, Examples.Id, decide, Cancellation);

    public async Task<SigningState> ReadAsync() => (await App.Store.GetAsync(SigningAggregate.Kind, Examples.Id, Cancellation)).State;

    public Task<ConsentOutcome> RunAsync(string organisation, params (double Hours, Func<Task> Act)[] happens) =>
        ConsentOrchestrator.RunAsync(new PlayedOrchestration(App.Time, RunAsync, happens), new ConsentRun(Examples.Id, 0, organisation));

    private Task<object?> RunAsync(string activity, object input) => MemoryApp.AskAsync(Questions, activity, input, async () =>
        activity == nameof(ReadConsentActivity)
            ? await new ReadConsentActivity(App.Store).RunAsync((ConsentRun)input, Cancellation)
            : await new CloseConsentActivity(App.Store, catalogue, new LetterSender(App.Bus.Client)).RunAsync((ConsentRun)input, Cancellation));
}
