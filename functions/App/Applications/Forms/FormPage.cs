using System.Text.Json.Nodes;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;
using Microsoft.AspNetCore.Http;
using static FunctionsApp.Platform.Http.CallbackPage;

namespace FunctionsApp.Applications.Forms;

/// <summary>What the page says before the form.</summary>
internal enum FormNotice
{
    Saved,
    Submitted,
    ChangedMeanwhile,
    OpenTooLong,
}

/// <summary>The page of a form. Works without scripts: each button sends the form.</summary>
/// <param name="Values">As they were typed.</param>
/// <param name="Open">Keys of the fields that may be changed; the others are for reading.</param>
/// <param name="Token">That the form brings back; null where nothing may be changed.</param>
internal sealed record FormPage(
    Application Application, ProgrammeDefinition Definition, JsonObject Values, IReadOnlyList<string> Open, string? Token,
    Language Language) : IResult
{
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    public FormNotice? Notice { get; init; }

    /// <summary>Why it is not saved or not submitted, other than by a fault.</summary>
    public LocalizedText? Problem { get; init; }

    public int Status { get; init; } = StatusCodes.Status200OK;

    public Task ExecuteAsync(HttpContext httpContext) =>
        new CallbackPage(Language, Application.Subject.Title, Body()) { Status = Status }.ExecuteAsync(httpContext);

    private string Body() => $"""
        <p class="quiet">{Encode(Definition.Name.In(Language))} · {Encode(StatusText.In(Language))}</p>
        {NoticeHtml}{Summary()}{(Token is null ? Closed() : Form())}
        """;

    private string Closed() => Definition.Form.Count == 0 ? $"<p>{Text("该项目不需要填写申请表。", "This programme asks for no form.")}</p>"
        : AnswersPage.Html(Definition.Form, Answers.Of(Values), Language);

    private string Form()
    {
        var inputs = new FieldInputs(Faults, Language);
        var fields = string.Concat(Definition.Form.Select(field => Open.Contains(field.Key)
            ? inputs.Field(field, Values[field.Key], Reason(field.Key))
            : AnswersPage.Html([field], Answers.Of(Values), Language)));
        // The first button is the one that Enter presses.
        return $"""
            <form method="post" action="/api/applications/{Application.Id}/form" novalidate><input type="hidden" name="token" value="{Encode(Token)}">
            <button class="hidden" type="submit" name="action" value="save" tabindex="-1" aria-hidden="true">{Text("保存", "Save")}</button>
            {fields}
            <div class="actions"><button type="submit" name="action" value="save">{Text("保存", "Save")}</button>
            <button class="plain" type="submit" name="action" value="submit">{Text("保存并提交申请", "Save and submit the application")}</button></div></form>
            """;
    }

    /// <summary>All faults with links to their controls: what a reader of the screen hears first.</summary>
    private string Summary()
    {
        if (Faults.Count == 0 && Problem is null) return "";
        var items = string.Concat(Faults.Select(fault =>
            $"<li><a href=\"#{FieldInputs.Id(Target(fault))}\">{Encode(fault.Message.In(Language))}</a></li>"));
        var problem = Problem is null ? "" : $"<p>{Encode(Problem.In(Language))}</p>";
        return $"""<div class="errors" role="alert" tabindex="-1"><h2>{Text("请检查以下内容", "There is a problem")}</h2>{problem}<ul>{items}</ul></div>""";
    }

    /// <summary>Path of the control that shows the fault: a fault of a row or an option is shown at its field.</summary>
    private static string Target(Fault fault)
    {
        var path = fault.Path.Length > "form.".Length ? fault.Path["form.".Length..] : "";
        return path.EndsWith(']') ? path[..path.LastIndexOf('[')] : path;
    }

    private string NoticeHtml => Notice is not { } notice ? "" : $"<p class=\"notice\" role=\"status\">{notice switch
    {
        FormNotice.Saved => Text("已保存。", "Saved."),
        FormNotice.Submitted => Text("已提交，评审已开始。", "Submitted; the review has begun."),
        FormNotice.ChangedMeanwhile => Text("申请表在此期间已被修改，本次内容没有保存。请核对后再次保存。",
            "The form was changed meanwhile, and nothing was saved. Check it and save again."),
        _ => Text("页面打开时间过长，本次内容没有保存。请再次保存。", "The page was open for too long, and nothing was saved. Save again."),
    }}</p>";

    private LocalizedText StatusText => Application.Status switch
    {
        ApplicationStatus.Draft => new("草稿", "Draft"),
        ApplicationStatus.Submitted => new("评审中", "Under review"),
        ApplicationStatus.Returned => new("退回补正", "Returned for corrections"),
        ApplicationStatus.Approved => new("已通过", "Approved"),
        ApplicationStatus.Rejected => new("未通过", "Not approved"),
        _ => new("已撤回", "Withdrawn"),
    };

    private string? Reason(string key) => Application.Returned.FirstOrDefault(item => item.Field == key)?.Reason;

    private string Text(string chinese, string english) => new LocalizedText(chinese, english).In(Language);
}
