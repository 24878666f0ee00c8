using FunctionsApp.Platform;

namespace FunctionsApp.Panels.Agreements;

/// <summary>The agreement of experts, and the words around it.</summary>
public static class AgreementTexts
{
    /// <summary>The text of each version; one that someone was asked about never changes.</summary>
    public static readonly IReadOnlyDictionary<int, IReadOnlyList<LocalizedText>> Versions =
        new Dictionary<int, IReadOnlyList<LocalizedText>>
        {
            [1] =
            [
                new("独立评审，只依据申请材料和评分标准作出判断，不接受任何请托。",
                    "I judge independently, by the application and the rubric alone, and take no requests from anyone."),
                new("对申请材料、评审过程和评审意见保密，不复制、不外传、不用于评审以外的目的。",
                    "I keep the application, the course and the results of the review confidential, and use them for nothing else."),
                new("与申请人有利害关系或可能影响公正评审的，主动声明并回避。",
                    "I declare every conflict of interest, and do not judge where I have one."),
                new("不收受申请人及其关联方的财物或其他利益。",
                    "I take no gift or advantage from applicants or those connected with them."),
                new("按时完成评审；不能完成的，及时告知主管部门。",
                    "I answer in time, and let the department know early where I cannot."),
            ],
        };

    public static readonly int Newest = Versions.Keys.Max();

    public static readonly LocalizedText Title = new("年度专家协议", "Agreement of experts");
    public static readonly LocalizedText Context = new("评审专家", "Experts of panels");
    public static readonly LocalizedText YearName = new("年度", "Year");
    public static readonly LocalizedText Intro = new("担任评审专家期间，本人承诺：", "As an expert of panels I promise:");
    public static readonly LocalizedText Choice = new("您是否接受本年度协议", "Do you accept the agreement of this year?");
    public static readonly LocalizedText NoHandOver = new("协议须由专家本人接受，不能转办。", "The agreement is personal: it cannot be handed over.");

    public static LocalizedText Year(int year) => new($"{year} 年", $"{year}");

    public static LocalizedText Of(int year) => new($"{year} 年度评审专家协议", $"Agreement of experts for {year}");

    public static LocalizedText Version(int version) => new($"第 {version} 版", $"Version {version}");

    public static LocalizedText Name(AgreementChoice choice) => choice switch
    {
        AgreementChoice.Accept => new("接受", "I accept"),
        AgreementChoice.Decline => new("不接受", "I do not accept"),
        _ => throw new ArgumentOutOfRangeException(nameof(choice)),
    };

    public static LocalizedText Recorded(AgreementState state) => state switch
    {
        AgreementState.Accepted => new(
            "您已接受协议，本年度可被选定参加评审。", "You accepted the agreement; you may be asked to sit in panels this year."),
        AgreementState.Declined => new(
            "您没有接受协议，本年度不会被选定参加评审。", "You did not accept the agreement; you are not asked to sit in panels this year."),
        _ => new("协议未在期限内答复。", "The agreement was not answered in time."),
    };
}
