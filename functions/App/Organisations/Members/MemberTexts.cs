using FunctionsApp.Platform;

namespace FunctionsApp.Organisations.Members;

/// <summary>Words of the page of an organisation's people.</summary>
public static class MemberTexts
{
    public static readonly LocalizedText Title = new("本单位人员", "People of your organisation");
    public static readonly LocalizedText About = new(
        "签署人代表本单位签署申请；申请以联合申报方式提交时，由合作单位的签署人或联合申报经办人表示同意。",
        "Signatories sign your applications. Where another organisation names yours as its partner, a signatory or an agent consents.");

    public static readonly LocalizedText NoSignatory = new("本单位尚无签署人，需要签署的申请无法提交。",
        "Your organisation has no signatory, so applications that need a signature cannot be sent.");

    public static readonly LocalizedText WhoNames = new("本单位的签署人可以添加和移除人员。", "Your signatories name people and take them off.");
    public static readonly LocalizedText Add = new("添加人员或调整角色", "Name a person or change roles");
    public static readonly LocalizedText AddHint = new(
        "此人将收到邮件。已有人员再次填写即调整角色；签署人须先移除，才能改为其他角色。",
        "The person gets a letter. Enter a person of the list again to change the roles; a signatory has to be taken off first to lose "
            + "that role.");

    /// <summary>What a colleague passes on to be named.</summary>
    public static readonly LocalizedText OwnId = new("您的用户标识（添加人员时填写）", "Your user id, by which a signatory names you");

    public static readonly LocalizedText TakeOff = new("移除", "Take off");
    public static readonly LocalizedText Named = new("已保存，并通知此人。", "Saved. The person gets a letter.");
    public static readonly LocalizedText TakenOff = new(
        "已移除。此人尚未签署的事项转交其他签署人。", "Taken off. What the person was asked to sign passes to another signatory.");

    public static LocalizedText TakeOffOne(string name) => new($"移除{name}", $"Take off {name}");

    public static LocalizedText Name(MemberRole role) => role switch
    {
        MemberRole.Applicant => new("申请人", "Drafter"),
        MemberRole.Signatory => new("签署人", "Signatory"),
        MemberRole.Partner => new("联合申报经办人", "Agent for joint applications"),
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    /// <summary>Roles in one line.</summary>
    public static LocalizedText Names(IEnumerable<MemberRole> roles)
    {
        var names = roles.Select(Name).ToList();
        return new(In(Language.Chinese), In(Language.English));

        string In(Language language) => string.Join(language.Comma(), names.Select(name => name.In(language)));
    }
}
