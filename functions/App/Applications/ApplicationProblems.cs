using System.Globalization;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Telemetry;
using FunctionsApp.Programmes;

namespace FunctionsApp.Applications;

public static class ApplicationProblems
{
    public static readonly ProblemType NoOrganisation = new("no-organisation", 403,
        new("您的账户没有关联机构，或关联的统一社会信用代码无效",
            "Your account belongs to no organisation, or the credit code that it is linked to is not valid"),
        new("请由机构管理员将账户关联到统一社会信用代码", "Ask your organisation's administrator to link the account to its unified social credit code"));

    public static readonly ProblemType GuideClosed = new("guide-closed", 409,
        new("申请指南不在受理期内", "The guide is not open for applications"),
        new("请在受理期内申请；日期见 GET /api/programmes", "Apply while the guide is open; GET /api/programmes lists the dates"));

    public static readonly ProblemType TooManyDrafts = new("too-many-drafts", 409,
        new("贵单位的草稿过多", "Your organisation has too many drafts"),
        new("请先提交或撤回已有的草稿", "Submit or withdraw a draft first"));

    public static readonly ProblemType AmountOutOfRange = new("amount-out-of-range", 400,
        new("申请金额超出指南规定", "The amount is outside the range that the guide allows"),
        new("请按指南规定修改金额（元，最多两位小数）", "Ask for an amount within the guide, in yuan with at most two decimals"));

    public static readonly ProblemType DocumentsMissing = new("documents-missing", 409,
        new("必需的材料尚未齐备", "Required documents are missing"),
        new("请上传所列材料，待其通过检查后再提交", "Upload the named documents and submit once they are accepted"));

    public static readonly ProblemType FormIncomplete = new("form-incomplete", 409,
        new("申请表尚未填写完整", "The form is not complete"),
        new("请填写所列字段后再提交；详情见 GET /api/applications/{id}/form",
            "Fill in the named fields and submit again; GET /api/applications/{id}/form says what each one needs"));

    public static readonly ProblemType NotEligible = new("not-eligible", 409,
        new("申请不符合申报条件", "The application does not meet the conditions of the programme"),
        new("rules 列出全部条件；请修改申请表或材料，使各项条件符合后再提交",
            "rules lists all conditions; submit again once the form and the documents meet them"));

    public static readonly ProblemType NotOpen = new("not-open", 409,
        new("申请的当前状态不允许此操作", "The application's status does not allow this"),
        new("请查看申请的当前状态", "Read the application's current status"));

    internal static ProblemException NotOpenNow(Application application) => NotOpen.With(
        new LocalizedText(
            $"当前状态：{ApplicationTexts.Name(application.Status).Chinese}",
            $"Its status is {ApplicationTexts.Name(application.Status).English}"),
        new Dictionary<string, object?> { ["applicationStatus"] = application.Status });

    internal static ProblemException Closed(ProgrammeDefinition definition, DateOnly day)
    {
        var guide = definition.Guide;
        var closes = guide.Closes?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return GuideClosed.With(
            new LocalizedText(
                $"{definition.Name.Chinese}：{guide.Opens:yyyy-MM-dd} 至 {closes ?? "常年"}；今天是 {day:yyyy-MM-dd}",
                $"{definition.Name.English}: {guide.Opens:yyyy-MM-dd} to {closes ?? "no end"}; today is {day:yyyy-MM-dd}"),
            new Dictionary<string, object?> { ["opens"] = guide.Opens, ["closes"] = guide.Closes });
    }

    internal static ProblemException Incomplete(ProgrammeDefinition definition, FormState form)
    {
        string Labels(Language language) => string.Join(language.Comma(),
            form.Incomplete.Select(key => definition.Field(key)?.Label.In(language) ?? key));
        return FormIncomplete.With(
            new LocalizedText(Labels(Language.Chinese), Labels(Language.English)),
            new Dictionary<string, object?> { ["fields"] = form.Incomplete });
    }

    /// <param name="rules">All conditions; those that are not met are named.</param>
    internal static ProblemException Ineligible(IReadOnlyList<RuleResult> rules)
    {
        string Reasons(Language language) => string.Join(language == Language.Chinese ? "；" : "; ",
            rules.Where(rule => rule.Met != true).Select(rule => rule.Reason.In(language)));
        return NotEligible.With(
            new LocalizedText(Reasons(Language.Chinese), Reasons(Language.English)),
            new Dictionary<string, object?> { ["rules"] = rules });
    }

    internal static ProblemException Missing(ProgrammeDefinition definition, IReadOnlyList<string> types)
    {
        string Names(Language language) =>
            string.Join(language.Comma(), types.Select(type => definition.DocumentName(type).In(language)));
        return DocumentsMissing.With(
            new LocalizedText(Names(Language.Chinese), Names(Language.English)),
            new Dictionary<string, object?> { ["documents"] = types });
    }
}
