using System.Globalization;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;

namespace FunctionsApp.Referrals;

/// <summary>Words of referrals to institutions.</summary>
public static class ReferralTexts
{
    public static readonly LocalizedText Ask = new("融资对接答复", "Answer a referral");
    public static readonly LocalizedText Institutions = new("对接机构", "Institutions");
    public static readonly LocalizedText Institution = new("机构", "Institution");
    public static readonly LocalizedText Kind = new("类型", "Kind");
    public static readonly LocalizedText State = new("答复", "Answer");
    public static readonly LocalizedText Text = new("对接方案、面谈事项或原因", "Offer, what to talk about, or reason");
    public static readonly LocalizedText TextHint = new(
        "有意向或不对接时必须填写；申请单位可见", "Required with an offer and with a refusal; the applicant reads it");

    public static readonly LocalizedText Amount = new("意向金额（元）", "Amount, yuan");
    public static readonly LocalizedText Rate = new("年利率（%）", "Rate, per cent in a year");
    public static readonly LocalizedText OfferOnly = new("仅在有意向时填写", "With an offer alone");
    public static readonly LocalizedText Decision = new("贵机构是否对接", "What does your institution answer?");
    public static readonly LocalizedText NoAdmission = new(
        "机构的答复不是准入许可，也不是贷款或投资承诺；不影响申请单位的其他申请。",
        "An institution's answer is no admission to the market, and no commitment to lend or invest; it has no effect on other "
            + "applications.");

    public static LocalizedText Name(ReferralState state) => state switch
    {
        ReferralState.Asked => new("待答复", "Asked"),
        ReferralState.Interested => new("有意向", "Interested"),
        ReferralState.Talk => new("希望面谈", "Wants to talk"),
        ReferralState.Declined => new("不对接", "Declined"),
        ReferralState.Lapsed => new("逾期未答复", "Not answered in time"),
        ReferralState.NoContact => new("该机构暂无联系人", "No contact at the institution"),
        ReferralState.Ended => new("已终止", "Ended"),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static LocalizedText Name(ReferralAnswer answer) => Name(AnswerReferral.StateOf(answer));

    public static LocalizedText Name(InstitutionKind kind) => kind switch
    {
        InstitutionKind.Bank => new("银行", "Bank"),
        InstitutionKind.Guarantee => new("担保机构", "Guarantor"),
        InstitutionKind.Fund => new("投资机构", "Fund"),
        InstitutionKind.Exchange => new("交易场所", "Exchange"),
        InstitutionKind.Association => new("行业协会", "Association"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The institution's name; its credit code where the definition does not name it.</summary>
    public static LocalizedText NameOf(Referral referral, ProgrammeDefinition definition) =>
        Of(referral, definition)?.Name ?? new(referral.Institution, referral.Institution);

    /// <summary>What the definition says of the institution; null where it does not name it.</summary>
    internal static Institution? Of(Referral referral, ProgrammeDefinition definition) =>
        definition.Stages.OfType<ReferralDefinition>().Select(stage => stage.Find(referral.Institution)).OfType<Institution>()
            .FirstOrDefault();

    /// <summary>That the department chose some of the institutions for the application; null where all are asked.</summary>
    /// <param name="referrals">Of one application, of all rounds.</param>
    public static LocalizedText? Chosen(IReadOnlyList<Referral> referrals, ProgrammeDefinition definition)
    {
        var all = definition.Stages.OfType<ReferralDefinition>().FirstOrDefault(stage => stage.ChosenIn is not null)?.ReferTo?.Count;
        var last = referrals.Count == 0 ? 0 : referrals.Max(referral => referral.Round);
        var asked = referrals.Count(referral => referral.Round == last);
        return asked >= (all ?? 0) ? null : new(
            $"主管部门从{all}家机构中为您的申请选择了{asked}家。",
            $"The department chose {asked} of {all} institutions for your application.");
    }

    /// <summary>State and answer, a line for each thing.</summary>
    public static IReadOnlyList<string> Lines(Referral referral, Language language)
    {
        (LocalizedText Name, string? Value)[] lines =
        [
            (State, Name(referral.State).In(language)), (Amount, Number(referral.Reply?.Amount)), (Rate, Number(referral.Reply?.Rate)),
            (Text, referral.Reply?.Text),
        ];
        return [.. lines.Where(line => line.Value is not null).Select(line => $"{line.Name.In(language)}{language.Colon()}{line.Value}")];
    }

    internal static string? Number(decimal? number) => number?.ToString("#,0.##", CultureInfo.InvariantCulture);
}
