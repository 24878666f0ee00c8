using System.Text.Json;
using Azure.Data.Tables;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Telemetry;

namespace FunctionsApp.Warnings;

/// <summary>Rows of a warning's partition: <c>warning</c>, <c>message|0001</c>, <c>announced</c>, and its facts.</summary>
internal static class WarningRows
{
    public const string Key = "warning";
    public const string AnnouncedKey = "announced";

    private static readonly WarningTexts NoTexts = new(new("", ""), new("", ""), new("", ""));

    public static string MessageKey(int number) => $"message|{number:D4}";

    public static TableEntity From(Warning warning)
    {
        var row = new TableEntity(warning.Id, Key)
        {
            ["Status"] = warning.Status.ToString(),
            ["FactNumber"] = warning.Head.Number,
            ["FactHash"] = warning.Head.Hash,
            ["State"] = JsonSerializer.Serialize(warning with { ETag = "", Texts = NoTexts, Messages = [] }, AppJson.Options),
        };
        WriteTexts(row, warning.Texts);
        WriteReferences(row, warning.Messages);
        return row;
    }

    public static Warning Read(TableEntity row) => JsonSerializer.Deserialize<Warning>(row.GetString("State"), AppJson.Options)! with
    {
        Texts = ReadTexts(row),
        Messages = ReadReferences(row),
        Head = new FactHead(row.GetInt32("FactNumber")!.Value, row.GetString("FactHash")),
        ETag = row.ETag.ToString(),
    };

    public static TableEntity From(WarningMessage message)
    {
        var row = new TableEntity(message.WarningId, MessageKey(message.Number))
        {
            ["State"] = JsonSerializer.Serialize(message with { Texts = NoTexts, References = [] }, AppJson.Options),
        };
        WriteTexts(row, message.Texts);
        WriteReferences(row, message.References);
        return row.Traced();
    }

    public static WarningMessage ReadMessage(TableEntity row) =>
        JsonSerializer.Deserialize<WarningMessage>(row.GetString("State"), AppJson.Options)! with { Texts = ReadTexts(row), References = ReadReferences(row) };

    // Texts have columns of their own: as JSON, escapes could make them longer than a property may be.
    private static void WriteTexts(TableEntity row, WarningTexts texts)
    {
        Write(row, "Event", texts.Event);
        Write(row, "Headline", texts.Headline);
        Write(row, "Description", texts.Description);
        if (texts.Instruction is { } instruction) Write(row, "Instruction", instruction);
    }

    private static WarningTexts ReadTexts(TableEntity row) =>
        new(ReadText(row, "Event"), ReadText(row, "Headline"), ReadText(row, "Description"), row.ContainsKey("InstructionChinese") ? ReadText(row, "Instruction") : null);

    private static void Write(TableEntity row, string name, LocalizedText text)
    {
        row[$"{name}Chinese"] = text.Chinese;
        row[$"{name}English"] = text.English;
    }

    private static LocalizedText ReadText(TableEntity row, string name) => new(row.GetString($"{name}Chinese"), row.GetString($"{name}English"));

    private static void WriteReferences(TableEntity row, IReadOnlyList<CapReference> references) =>
        row["Messages"] = JsonSerializer.Serialize(references, AppJson.Options);

    private static IReadOnlyList<CapReference> ReadReferences(TableEntity row) =>
        JsonSerializer.Deserialize<IReadOnlyList<CapReference>>(row.GetString("Messages"), AppJson.Options)!;
}
