using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Warnings.Tasks;

/// <summary>An organisation is asked to acknowledge a warning, or to do something about it. What, is no fact.</summary>
/// <param name="Organisation">Its credit code.</param>
public sealed record WarningTaskAssigned(string Warning, WarningTaskKind Kind, string Organisation, DateTimeOffset Until)
    : ConfidentialFact;

/// <summary>Body of an assignment; the page's form sends the same by fields.</summary>
/// <param name="Organisations">Credit codes, each a task of its own.</param>
/// <param name="Text">What is to be done; for Emergency alone, and required there.</param>
/// <param name="Hours">To answer, 1 to 720.</param>
public sealed record WarningTaskBody(
    WarningTaskKind? Kind,
    [property: Items(1, AssignTask.MaxOrganisations)] IReadOnlyList<string>? Organisations,
    [property: TextLimit(AssignTask.MaxText, Multiline = true, MayBeBlank = true)] string? Text = null,
    [property: Between(1, AssignTask.MaxHours)] int? Hours = null);

/// <summary>A checked assignment.</summary>
public sealed record TasksToAssign(WarningTaskKind Kind, IReadOnlyList<CreditCode> Organisations, string? Text, TimeSpan Time);

/// <summary>Assigns a task of a warning in force to an organisation.</summary>
public static class AssignTask
{
    public const int MaxText = 2000;
    public const int MaxHours = 720;

    /// <summary>Organisations that one assignment names.</summary>
    public const int MaxOrganisations = 50;

    /// <summary>Codes are apart by spaces, commas or lines, so that a column of a table can be pasted.</summary>
    public static IReadOnlyList<string> CodesIn(string text) => text.Split(
        [' ', ',', '，', '、', ';', '；', '\t', '\r', '\n'],
        StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <exception cref="ProblemException">invalid-field, with everything that is wrong; invalid-credit-code.</exception>
    public static TasksToAssign Checked(WarningTaskBody body)
    {
        var faults = new List<MemberFault>();
        if (body.Kind is not { } kind || !Enum.IsDefined(kind)) faults.Add(MemberFault.Of(
            "kind", "value", new("应为签收或应急任务", "must be Acknowledge or Emergency")));
        var codes = (body.Organisations ?? []).OfType<string>().Select(code => code.Trim()).Distinct(StringComparer.Ordinal).ToList();
        if (codes.Count is 0 or > MaxOrganisations) faults.Add(MemberFault.Of(
            "organisations", codes.Count == 0 ? "missing" : "value",
            new($"请填写 1 至 {MaxOrganisations} 家机构的统一社会信用代码", $"name 1 to {MaxOrganisations} organisations by credit code")));
        foreach (var wrong in codes.Where(code => CreditCode.Find(code) is null).Take(3)) faults.Add(MemberFault.Of(
            "organisations", "value", new($"“{wrong}”不是有效的统一社会信用代码", $"\"{wrong}\" is no unified social credit code")));
        if (body.Hours is not (>= 1 and <= MaxHours)) faults.Add(MemberFault.Of(
            "hours", "value", new($"应为 1 至 {MaxHours} 的整数", $"must be 1 to {MaxHours}")));
        var text = string.IsNullOrWhiteSpace(body.Text) ? null : body.Text;
        if (body.Kind == WarningTaskKind.Emergency && text is null) faults.Add(MemberFault.Of(
            "text", "missing", new("请写明应急任务的内容", "state what is to be done")));
        if (body.Kind == WarningTaskKind.Acknowledge && text is not null) faults.Add(MemberFault.Of(
            "text", "value", new("签收没有任务内容", "an acknowledgement has no text")));
        if (text is not null && PlainText.Fault(text, MaxText, oneLine: false) is (var code, var reason)) faults.Add(
            MemberFault.Of("text", code, reason));
        if (faults.Count > 0) throw PlatformProblems.InvalidField.With(faults);
        return new TasksToAssign(
            body.Kind!.Value, [.. codes.Select(CreditCode.Parse)], text is null ? null : PlainText.Kept(text),
            TimeSpan.FromHours(body.Hours!.Value));
    }

    /// <summary>
    /// The id of an organisation's task: of an acknowledgement one for each message of the warning, of others one for each key.
    /// </summary>
    public static string IdOf(Warning warning, TasksToAssign tasks, CreditCode organisation, string key) => Ids.From(
        "warning-task", warning.Id, organisation.Value,
        tasks.Kind == WarningTaskKind.Acknowledge ? $"message {warning.Messages.Count}" : $"key {key}");

    /// <summary>None where the organisation has the task already.</summary>
    /// <exception cref="ProblemException">warning-not-in-force.</exception>
    public static Change<WarningTaskState> Decide(
        WarningTaskState? current, string id, Warning warning, TasksToAssign tasks, CreditCode organisation, string? name, string by,
        DateTimeOffset at)
    {
        if (current is not null) return Change.None(current);
        WarningRules.RequireInForce(warning, at);
        var task = new WarningTask
        {
            Id = id, Warning = warning.Id, Headline = WarningTexts.Marked(warning.Wording.Headline, warning.CapStatus),
            Level = warning.Level, Kind = tasks.Kind, Organisation = organisation, Name = name, Text = tasks.Text, By = by,
            At = at.ToUniversalTime(), Until = (at + tasks.Time).ToUniversalTime(),
        };
        return Change.To(
            new WarningTaskState(task, []), by, new WarningTaskAssigned(warning.Id, task.Kind, organisation.Value, task.Until));
    }
}
