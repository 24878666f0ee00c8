using System.Diagnostics;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using FunctionsApp.Warnings.Cap;

namespace App.Tests.Warnings.Cap;

/// <summary>What every CAP document of the app must pass.</summary>
internal static class CapAssert
{
    private const string Linter = "/usr/bin/xmllint";

    /// <summary>The document, valid by the schema, the standard and Google's profile; by xmllint, too, where the machine has it.</summary>
    public static XElement Flawless(byte[] document)
    {
        var alert = Validated(document);
        Assert.Empty(CheckCap.Of(Encoding.UTF8.GetString(document)).Faults
            .Where(fault => fault.Grade == CapGrade.Error).Select(fault => $"{fault.Rule} at {fault.Path}"));
        if (File.Exists(Linter)) Lint(document);
        return alert;
    }

    private static XElement Validated(byte[] document)
    {
        var schemas = new XmlSchemaSet();
        using var stream = Schema();
        schemas.Add(null, XmlReader.Create(stream));
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = schemas };
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        using var reader = XmlReader.Create(new MemoryStream(document), settings);
        return XElement.Load(reader);
    }

    private static void Lint(byte[] document)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var (schema, file) = (Path.Combine(folder.FullName, "cap12.xsd"), Path.Combine(folder.FullName, "alert.xml"));
            using (var copy = File.Create(schema))
            using (var stream = Schema())
            {
                stream.CopyTo(copy);
            }

            File.WriteAllBytes(file, document);
            using var linter = Process.Start(new ProcessStartInfo(Linter, ["--nonet", "--noout", "--schema", schema, file])
            {
                RedirectStandardError = true,
            })!;
            var said = linter.StandardError.ReadToEnd();
            linter.WaitForExit();
            Assert.True(linter.ExitCode == 0, said);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Stream Schema() => typeof(CapAssert).Assembly.GetManifestResourceStream("cap12.xsd")!;
}
