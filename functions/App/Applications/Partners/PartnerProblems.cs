using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Applications.Partners;

public static class PartnerProblems
{
    public static readonly ProblemType NoPartnerSignatory = new("no-partner-signatory", 409,
        new("系统中没有联合申报单位的签署人，无法征求其同意",
            "No signatory of a partner is known, so its consent cannot be asked for"),
        new("请由该单位联系本项目的管理部门，登记其法定代表人或单位管理员为签署人",
            "Have the partner ask the programme's office to register its legal representative or unit administrator as signatory"));

    internal static ProblemException Unreachable(IReadOnlyList<PartnerConsent> partners)
    {
        string Names(string between) => string.Join(between, partners.Select(each => each.Partner.Name));
        return NoPartnerSignatory.With(
            new LocalizedText(Names("、"), Names(", ")),
            new Dictionary<string, object?> { ["organisations"] = AskPartners.Codes(partners) });
    }
}
