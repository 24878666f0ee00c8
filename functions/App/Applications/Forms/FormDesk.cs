using System.Text.Json;
using System.Text.Json.Nodes;
using FunctionsApp.Applications.Partners;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Applications.Forms;

/// <summary>The page's conversation with one caller: shows it, takes it, and shows it again with all that was typed.</summary>
internal sealed class FormDesk(
    CallbackTokens tokens, ProgrammeCatalogue catalogue, SitePages pages, TimeProvider time, StaffDirectory staff, HttpRequest request)
{
    /// <summary>What the page's script sends while someone types: it saves, and never submits.</summary>
    public const string Keep = "keep";

    private const string Purpose = "form";
    private static readonly TimeSpan Open = TimeSpan.FromHours(12);

    private readonly Caller caller = request.Caller();

    /// <summary>Where the page is shown and taken.</summary>
    public static string Address(string application) => $"/my/{application}/form";

    /// <summary>The page as the application is now; for reading alone to a caller who may not change it.</summary>
    /// <param name="notice">Name of a <see cref="FormNotice"/>.</param>
    public IResult Show(ApplicationForm state, ProgrammeDefinition definition, Reader reader, string? notice) => Answer(
        Page(state, definition, Values(state.Answers), [], EnumByName.Find<FormNotice>(notice), reader.Has(Right.ChangeApplication)),
        StatusCodes.Status200OK);

    /// <exception cref="ProblemException">invalid-callback: the form is not from a page that this person was shown.</exception>
    public async Task<IResult> TakeAsync(
        AggregateStore store, ApplicationForm state, ProgrammeDefinition definition, IFormCollection posted, CancellationToken cancellation)
    {
        var typed = Merged(state, definition, posted);
        IResult Again(IReadOnlyList<Fault> faults, int status, FormNotice? notice = null, LocalizedText? problem = null) =>
            Answer(Page(state, definition, typed, faults, notice) with { Problem = problem }, status);

        var refusal = Refusal(state, posted["token"]);
        if (refusal == FormNotice.ChangedMeanwhile) return Together(state, definition, typed, posted["base"]);
        if (refusal is not null) return Again([], StatusCodes.Status409Conflict, refusal);
        var action = posted["action"].ToString();
        if (FormRow.Parse(action) is { } row)
        {
            row.Apply(typed);
            return Again([], StatusCodes.Status200OK);
        }

        try
        {
            var shown = state.Application.Form?.Sha256;
            state = (await store.SaveFormAsync(catalogue, state.Application.Id, current => current.Application.Form?.Sha256 == shown
                ? Element(Merged(current, definition, posted)) : throw PlatformProblems.PreconditionFailed.With(),
                caller, time, cancellation, submits: action != Keep)).State;
            if (action == "submit" && state.Application.Status != ApplicationStatus.Submitted)
            {
                state = (await store.SubmitAsync(catalogue, staff, state.Application.Id, caller, time.GetUtcNow(), cancellation)).State;
            }
        }
        catch (ProblemException faster) when (faster.Type == PlatformProblems.PreconditionFailed)
        {
            var now = (await store.GetAsync(FormAggregate.Kind, state.Application.Id, cancellation)).State;
            return Together(now, definition, typed, posted["base"]);
        }
        catch (ProblemException problem) when (problem.Type != PlatformProblems.NotFound)
        {
            var faults = state.Application.Check(definition, Element(typed)).Faults;
            // A page that only saves does not ask for what is still missing.
            return Again([.. faults.Where(fault => !fault.Incomplete || action == "submit")], problem.Type.Status,
                problem: WithoutFaults(problem));
        }

        var done = state.Application.Status switch
        {
            ApplicationStatus.Submitted => FormNotice.Submitted,
            ApplicationStatus.Consenting => FormNotice.SentToPartners,
            ApplicationStatus.Signing => FormNotice.SentToSign,
            _ => FormNotice.Saved,
        };
        return new SeeOther($"{Address(state.Application.Id)}?notice={done}");
    }

    /// <summary>Both people's work on one page, before anything is saved; where both answered a field, the other's answer is beside it.
    /// </summary>
    private IResult Together(ApplicationForm state, ProgrammeDefinition definition, JsonObject typed, string? from)
    {
        var open = SaveForm.Open(state.Application, definition);
        var given = state.Application.Check(definition, Element(typed));
        var merge = FormMerge.Of(open, from, typed, given, state.Answers);
        var both = merge.Both.Select(key => FormPageTexts.Theirs(definition.Field(key)!, state.Answers[key])).ToList();
        return Answer(Page(state, definition, merge.Values, both, null) with
        {
            Problem = FormPageTexts.ChangedMeanwhile([.. merge.Theirs.Select(key => definition.Field(key)!.Label)]),
        }, StatusCodes.Status412PreconditionFailed);
    }

    private IResult Answer(FormShown page, int status) => pages.Show<FormPage, FormShown>(request, page, status);

    private FormShown Page(ApplicationForm state, ProgrammeDefinition definition, JsonObject values, IReadOnlyList<Fault> faults,
        FormNotice? notice, bool mayChange = true)
    {
        var open = mayChange ? SaveForm.Open(state.Application, definition) : [];
        var given = state.Application.Check(definition, Element(values));
        var token = open.Count == 0 ? null : tokens.Mint(new CallbackToken(
            Purpose, state.Application.Id, caller.Id, state.Application.Form!.Sha256, time.GetUtcNow() + Open));
        return new FormShown(state.Application, definition, values, open, token)
        {
            Base = FormMerge.Base(open, state.Answers),
            Faults = faults,
            Notice = notice,
        }.With(given);
    }

    /// <summary>Why the page is shown again before anything is saved; null where it is in order.</summary>
    private FormNotice? Refusal(ApplicationForm state, string? text)
    {
        try
        {
            var token = tokens.Validate(text, Purpose, state.Application.Id);
            if (token.Recipient != caller.Id) throw IdentityProblems.InvalidCallback.With();
            return token.Digest == state.Application.Form?.Sha256 ? null : FormNotice.ChangedMeanwhile;
        }
        catch (ProblemException expired) when (expired.Type == IdentityProblems.ExpiredCallback)
        {
            return FormNotice.OpenTooLong;
        }
    }

    /// <summary>Faults are shown one by one, and need no other words.</summary>
    private static LocalizedText? WithoutFaults(ProblemException problem)
    {
        if (problem.Type == FormProblems.InvalidForm || problem.Type == ApplicationProblems.FormIncomplete) return null;
        var (title, detail) = (problem.Type.Title, problem.Detail);
        return detail is null ? title : new LocalizedText($"{title.Chinese}：{detail.Chinese}", $"{title.English}: {detail.English}");
    }

    /// <summary>The stored answers, with those that the page let the person change.</summary>
    private static JsonObject Merged(ApplicationForm state, ProgrammeDefinition definition, IFormCollection posted)
    {
        var values = Values(state.Answers);
        var open = SaveForm.Open(state.Application, definition);
        foreach (var (key, value) in PostedForm.Read(definition.Form, open, posted)) values[key] = value?.DeepClone();
        return values;
    }

    private static JsonObject Values(Answers answers) => JsonSerializer.Deserialize<JsonObject>(answers.Values)!;

    private static JsonElement Element(JsonObject values) => JsonSerializer.SerializeToElement(values);
}

/// <summary>A button that adds a row to a table or takes one out.</summary>
/// <param name="Row">That is taken out; null to add one.</param>
internal sealed record FormRow(string Table, int? Row)
{
    public string Action => Row is { } row ? $"remove:{Table}:{row}" : $"add:{Table}";

    public static FormRow? Parse(string action) => action.Split(':') switch
    {
        ["add", var table] => new FormRow(table, null),
        ["remove", var table, var text] when int.TryParse(text, out var row) => new FormRow(table, row),
        _ => null,
    };

    public void Apply(JsonObject values)
    {
        if (values[Table] is not JsonArray rows) return;
        if (Row is null) rows.Add(new JsonObject());
        else if (Row >= 0 && Row < rows.Count) rows.RemoveAt(Row.Value);
    }
}
