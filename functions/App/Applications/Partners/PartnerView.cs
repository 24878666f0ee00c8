using System.Text.Json.Serialization;
using FunctionsApp.Platform;

namespace FunctionsApp.Applications.Partners;

/// <summary>A partner of an application as people see it.</summary>
/// <param name="Reason">Of a refusal; shown to the applicant's people alone.</param>
public sealed record PartnerView(
    string Organisation, string Name, LocalizedText? Role, decimal? PerCent, decimal? Amount, ConsentState Consent,
    DateTimeOffset? AnsweredAt, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null)
{
    /// <summary>Null where none was asked.</summary>
    internal static IReadOnlyList<PartnerView>? Of(Application application, bool isOwn) => application.Consents?.Partners is not { } all
        ? null
        :
        [
            .. all.Select(each => new PartnerView(
                each.Partner.Organisation.Value, each.Partner.Name, each.Partner.Role, each.Partner.PerCent, each.Partner.Amount,
                each.State, each.AnsweredAt, isOwn ? each.Reason : null)),
        ];
}
