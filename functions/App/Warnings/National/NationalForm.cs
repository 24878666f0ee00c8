using System.Globalization;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Warnings.National;

/// <summary>A message of the app in the national form, and back without loss; what the form has no element for are parameters.</summary>
public static class NationalForm
{
    private const string Identifier = "capIdentifier";
    private const string Sender = "capSender";
    private const string Sector = "sector";
    private const string Indicator = "indicator";
    private const string Figure = "value";
    private const string Note = "note";

    /// <summary>The exact end where it lies within a second.</summary>
    private const string End = "expires";

    /// <param name="references">Of the messages before it, oldest first.</param>
    public static NationalAlert Of(
        WarningMessage message, NationalIdentifier identifier, IReadOnlyList<NationalIdentifier> references) => new(
        identifier, message.Issuer.Name.Chinese, message.Sent, message.Issuer.Status, message.Type, references,
        [.. Enum.GetValues<Language>().Select(language => Info(message, language))]);

    /// <summary>The message without its trace.</summary>
    /// <param name="alert">Of this app.</param>
    /// <exception cref="ProblemException">unsupported-national: another app's.</exception>
    public static WarningMessage Message(NationalAlert alert)
    {
        var infos = Enum.GetValues<Language>()
            .Select(language => alert.Infos.FirstOrDefault(info => info.Language == language.Tag())).ToList();
        if (infos is not [{ } chinese, { } english]
            || chinese.Parameters.GetValueOrDefault(Identifier)?.Split('-') is not [var warning, var number]
            || !chinese.Parameters.TryGetValue(Sector, out var sector) || !chinese.Parameters.TryGetValue(Sender, out var sender))
        {
            throw WarningProblems.UnsupportedNational.With("不是本系统的预警", "It is no warning of this app");
        }

        return new WarningMessage
        {
            WarningId = warning,
            Number = int.Parse(number, CultureInfo.InvariantCulture),
            Type = alert.Type,
            Sent = alert.Sent,
            Issuer = new Issuer(sender, new(chinese.SenderName, english.SenderName), alert.Status),
            Scope = Scope.Of(sector, [.. chinese.Areas.Select(area => area.Code)]),
            Level = chinese.Level,
            Wording = new Wording(
                new(chinese.Event, english.Event), Plain(chinese, english, alert.Status),
                new(chinese.Description, english.Description),
                chinese.Instruction is { } instruction ? new(instruction, english.Instruction!) : null),
            Evidence = new Evidence(
                chinese.Parameters.GetValueOrDefault(Indicator),
                chinese.Parameters.TryGetValue(Figure, out var value) ? decimal.Parse(value, CultureInfo.InvariantCulture) : null,
                chinese.Urgency, chinese.Certainty),
            Expires = chinese.Parameters.TryGetValue(End, out var end)
                ? MomentByOffset.Find(end)!.Value.ToUniversalTime()
                : chinese.Expires,
            Note = chinese.Parameters.TryGetValue(Note, out var note) ? new(note, english.Parameters[Note]) : null,
        };
    }

    private static NationalInfo Info(WarningMessage message, Language language) => new(
        language.Tag(),
        message.Wording.Event.In(language),
        message.Evidence.Urgency ?? Urgency.Unknown,
        message.Level,
        message.Evidence.Certainty ?? Certainty.Unknown,
        message.Sent,
        message.Expires,
        message.Issuer.Name.In(language),
        WarningTexts.Marked(message.Wording.Headline, message.Issuer.Status).In(language),
        message.Wording.Description.In(language),
        message.Wording.Instruction?.In(language),
        Parameters(message, language),
        [.. message.Scope.Areas.Select(area => new NationalArea(area.Name.In(language), area.Code))]);

    private static Dictionary<string, string> Parameters(WarningMessage message, Language language)
    {
        var parameters = new Dictionary<string, string>
        {
            [Identifier] = message.Identifier, [Sender] = message.Issuer.Sender, [Sector] = message.Scope.Sector,
        };
        if (message.Evidence.Indicator is { } indicator) parameters[Indicator] = indicator;
        if (message.Evidence.Value is { } value) parameters[Figure] = value.ToString(CultureInfo.InvariantCulture);
        if (message.Expires.UtcTicks % TimeSpan.TicksPerSecond > 0)
        {
            parameters[End] = message.Expires.ToOffset(BeijingTime.Offset)
                .ToString("yyyy-MM-dd'T'HH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture);
        }

        if (message.Note is { } note) parameters[Note] = note.In(language);
        return parameters;
    }

    /// <summary>The headline without the mark of what is not in earnest.</summary>
    private static LocalizedText Plain(NationalInfo chinese, NationalInfo english, CapStatus status)
    {
        var mark = WarningTexts.Marked(new("", ""), status);
        return new(chinese.Headline[mark.Chinese.Length..], english.Headline[mark.English.Length..]);
    }
}
