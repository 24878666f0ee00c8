using System.Collections.Frozen;
using FunctionsApp.Applying;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Programmes;

namespace FunctionsApp.Records.Dossiers;

/// <summary>A letter to the applicant, made of the record again.</summary>
/// <param name="At">When what it is about was recorded, UTC.</param>
/// <param name="Language">BCP 47 tag of subject and text.</param>
public sealed record DossierLetter(DateTimeOffset At, string Language, string Subject, string Text)
{
    /// <summary>
    /// By template, the right by which others than the applicant's people are shown by the API what the letter says. A letter about what
    /// they are not shown, or not for certain, needs the right to the applicant's own pages.
    /// </summary>
    internal static readonly FrozenDictionary<string, Right> Needs = new Dictionary<string, Right>
    {
        ["draft-ending"] = Right.Application,
        ["application-received"] = Right.Application,
        ["application-returned"] = Right.Application,
        ["application-postponed"] = Right.Application,
        ["application-extended"] = Right.Application,
        ["application-approved"] = Right.Application,
        ["application-rejected"] = Right.Application,
        ["application-rejected-with-appeal"] = Right.Application,
        ["selection-reserve"] = Right.Course,
        ["referral-answered"] = Right.Course,
        ["document-rejected"] = Right.DocumentNames,
        ["promise-broken"] = Right.DocumentNames,
        ["appeal-received"] = Right.Appeal,
        ["appeal-dismissed"] = Right.Appeal,
        ["appeal-upheld"] = Right.Appeal,
        // Why partners and signatories refused stays within the organisation.
        ["consent-refused"] = Right.ApplicantsPages,
        ["consent-lapsed"] = Right.ApplicantsPages,
        ["signing-returned"] = Right.ApplicantsPages,
        ["signing-lapsed"] = Right.ApplicantsPages,
        // Beside the applicant's people only those who attend read an appointment.
        ["appointment-offered"] = Right.ApplicantsPages,
        ["appointment-confirmed"] = Right.ApplicantsPages,
        ["appointment-cancelled"] = Right.ApplicantsPages,
    }.ToFrozenDictionary();

    /// <summary>Those whose content the API shows to the reader, oldest first.</summary>
    internal static IReadOnlyList<DossierLetter> Of(
        MyCase state, FactRecord record, ProgrammeDefinition definition, StaffDirectory staff, Reader reader) =>
    [
        .. from made in MyLetter.Made(state, record, definition, staff)
           where reader.Has(Right.ApplicantsPages) || (Needs.TryGetValue(made.Letter.Template, out var needed) && reader.Has(needed))
           let letter = MyLetter.Of(made.Letter, made.At)
           select new DossierLetter(letter.At.ToUniversalTime(), letter.Language.Tag(), letter.Subject, letter.Text),
    ];
}
