using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;

namespace Infra.Tests;

/// <summary>One running Bicep CLI, spoken to by JSON-RPC: its start costs seconds, a further template a fraction.</summary>
public sealed class BicepCli : IDisposable
{
    private static readonly string Path = typeof(BicepCli).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "Bicep").Value!;

    private readonly Process process = Process.Start(new ProcessStartInfo(Path, ["jsonrpc", "--stdio"])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private readonly StringBuilder errors = new();
    private readonly Lock turn = new();
    private int calls;

    public BicepCli()
    {
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginErrorReadLine();
    }

    /// <summary>The ARM template of a Bicep file.</summary>
    /// <exception cref="InvalidOperationException">Anything that compiler or linter says, however mild, in their words.</exception>
    public JsonObject Compile(string file)
    {
        var answer = Ask("bicep/compile", new JsonObject { ["path"] = file });
        Refuse(file, answer);
        return JsonNode.Parse(answer["contents"]!.GetValue<string>())!.AsObject();
    }

    /// <summary>What a parameter file would deploy, with every expression worked out that needs no Azure.</summary>
    /// <param name="resourceGroup">Null for a template of a subscription.</param>
    /// <exception cref="InvalidOperationException">Anything that compiler or linter says, however mild, in their words.</exception>
    public JsonObject Evaluate(string parameterFile, string? resourceGroup = null)
    {
        try
        {
            return JsonNode.Parse(Ask("bicep/getSnapshot", new JsonObject
            {
                ["path"] = parameterFile,
                ["metadata"] = new JsonObject
                {
                    ["tenantId"] = "00000000-0000-0000-0000-000000000002",
                    ["subscriptionId"] = "00000000-0000-0000-0000-000000000001",
                    ["resourceGroup"] = resourceGroup,
                    ["location"] = resourceGroup is null ? "southeastasia" : null,
                    ["deploymentName"] = "main",
                },
            })["snapshot"]!.GetValue<string>())!.AsObject();
        }
        catch (InvalidOperationException)
        {
            // Its own word is only that it failed; the compiler says why.
            Refuse(parameterFile, Ask("bicep/compileParams", new JsonObject { ["path"] = parameterFile, ["parameterOverrides"] = new JsonObject() }));
            throw;
        }
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private static void Refuse(string file, JsonObject answer)
    {
        var said = answer["diagnostics"]!.AsArray();
        if (said.Count == 0 && answer["success"]!.GetValue<bool>()) return;
        throw new InvalidOperationException(string.Join('\n', said.Select(word =>
            $"{System.IO.Path.GetFileName(file)}({word!["range"]!["start"]!["line"]!.GetValue<int>() + 1}) {word["level"]} {word["code"]}: {word["message"]}")));
    }

    // One question at a time: answers come in the order of questions.
    private JsonObject Ask(string method, JsonObject request)
    {
        lock (turn) return AskAlone(method, request);
    }

    private JsonObject AskAlone(string method, JsonObject request)
    {
        var body = Encoding.UTF8.GetBytes(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = ++calls, ["method"] = method, ["params"] = request }.ToJsonString());
        var input = process.StandardInput.BaseStream;
        input.Write(Encoding.ASCII.GetBytes($"Content-Length: {body.Length}\r\n\r\n"));
        input.Write(body);
        input.Flush();

        var answer = JsonNode.Parse(Read())!;
        if (answer["error"] is { } error) throw new InvalidOperationException($"bicep: {error["message"]}\n{error["data"]}");
        return answer["result"]!.AsObject();
    }

    private byte[] Read()
    {
        var output = process.StandardOutput.BaseStream;
        var length = 0;
        for (var line = Line(output); line.Length > 0; line = Line(output))
        {
            if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) length = int.Parse(line["Content-Length:".Length..], CultureInfo.InvariantCulture);
        }

        var body = new byte[length];
        output.ReadExactly(body);
        return body;
    }

    private string Line(Stream output)
    {
        var line = new StringBuilder();
        for (var letter = output.ReadByte(); letter != '\n'; letter = output.ReadByte())
        {
            if (letter < 0) throw new InvalidOperationException($"bicep ended: {errors}");
            if (letter != '\r') line.Append((char)letter);
        }

        return line.ToString();
    }
}
