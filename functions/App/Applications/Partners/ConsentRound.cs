using System.Text.Json.Serialization;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Applications.Partners;

/// <summary>An organisation that applies with the applicant, as the form names it.</summary>
/// <param name="Role">What it does; null where the programme asks for none.</param>
/// <param name="PerCent">Its share of the amount; null where the programme asks for none, or for money.</param>
/// <param name="Amount">Its share in yuan; null where nothing is granted or shared.</param>
public sealed record Partner(
    CreditCode Organisation,
    string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LocalizedText? Role = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? PerCent = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Amount = null);

/// <summary>How far a partner's consent is.</summary>
public enum ConsentState
{
    Asked,
    Consented,
    Refused,

    /// <summary>Not answered in time.</summary>
    Lapsed,
}

/// <summary>A partner, and whether it consents.</summary>
/// <param name="Digest">Of what it is asked about: the content, and its own row. The same again needs no other consent.</param>
/// <param name="Round">In which it was asked; an earlier one than its round's where its consent was kept.</param>
public sealed record PartnerConsent(Partner Partner, string Digest, int Round)
{
    public ConsentState State { get; init; }

    /// <summary>User id of the person who answered; null where none did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Person { get; init; }

    /// <summary>When it was answered, UTC; null where it was not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Why it was refused; null otherwise.</summary>
    [ErasedWith(ErasureStep.Content)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>None of its people could be asked; it is tried again daily.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsBlocked { get; init; }
}

/// <summary>How the asking of the partners ended.</summary>
public enum ConsentOutcome
{
    /// <summary>All consent: the applicant's signatory is asked, or the application is submitted.</summary>
    Agreed,

    /// <summary>A draft again, with a partner's reasons.</summary>
    Refused,

    /// <summary>A draft again: a drafter took it back.</summary>
    Recalled,

    /// <summary>A draft again: a partner did not answer in time.</summary>
    Lapsed,

    /// <summary>The application is withdrawn.</summary>
    Withdrawn,
}

/// <summary>One asking of all partners (联合申报).</summary>
/// <param name="Round">0 for the first.</param>
/// <param name="By">User id of the drafter who sent it.</param>
/// <param name="SentAt">UTC: by it the guide's deadline and the conditions are judged.</param>
/// <param name="Content">What was sent, see <see cref="ContentDigest"/>.</param>
/// <param name="Table">Key of the form's field that names the partners.</param>
public sealed record ConsentRound(
    int Round, string By, DateTimeOffset SentAt, string Content, string Table, IReadOnlyList<PartnerConsent> Partners)
{
    /// <summary>Null while it is asked.</summary>
    public ConsentOutcome? Outcome { get; init; }

    /// <summary>Credit code of the partner that refused or did not answer; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? EndedBy { get; init; }

    /// <summary>Those whose answer is awaited.</summary>
    [JsonIgnore]
    public IReadOnlyList<PartnerConsent> Asked => [.. Partners.Where(partner => partner.State == ConsentState.Asked)];

    /// <summary>Null for an organisation that is no partner.</summary>
    public PartnerConsent? Of(string? organisation) =>
        organisation is null ? null : Partners.FirstOrDefault(partner => partner.Partner.Organisation.Value == organisation);

    internal ConsentRound With(PartnerConsent changed) => this with
    {
        Partners = [.. Partners.Select(each => each.Partner.Organisation == changed.Partner.Organisation ? changed : each)],
    };
}
