using FunctionsApp.Platform;

namespace FunctionsApp.City;

/// <summary>A sector of the high-tech services, or a district of the city: code and name.</summary>
public sealed record NamedCode(string Code, LocalizedText Name);

/// <summary>The eight sectors of high-tech services. Source: M2.</summary>
public static class Sectors
{
    public static readonly IReadOnlyList<NamedCode> All =
    [
        new("rd-design", new("研发设计", "R&D and design")),
        new("ip", new("知识产权", "Intellectual property")),
        new("tech-transfer", new("科技成果转化", "Technology transfer")),
        new("testing", new("检验检测", "Inspection and testing")),
        new("it", new("信息技术", "Information technology")),
        new("digital-content", new("数字内容", "Digital content")),
        new("e-commerce", new("电子商务", "E-commerce")),
        new("biotech", new("生物技术", "Biotechnology")),
    ];

    /// <summary>Null when there is no such sector.</summary>
    public static NamedCode? Find(string? code) => All.FirstOrDefault(sector => sector.Code == code);

    /// <summary>The sector's name; the code itself where there is no such sector.</summary>
    public static LocalizedText NameOf(string code) => Find(code)?.Name ?? new(code, code);

    public static bool IsSector(string? code) => Find(code) is not null;
}
