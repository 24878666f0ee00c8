namespace FunctionsApp.City;

/// <summary>The districts of the city by their codes of GB/T 2260; its new areas and zones by name.</summary>
public static class Districts
{
    /// <summary>The complete city.</summary>
    public static readonly NamedCode City = new("440300", new("深圳市", "Shenzhen"));

    public static readonly IReadOnlyList<NamedCode> All =
    [
        new("440303", new("罗湖区", "Luohu District")),
        new("440304", new("福田区", "Futian District")),
        new("440305", new("南山区", "Nanshan District")),
        new("440306", new("宝安区", "Bao'an District")),
        new("440307", new("龙岗区", "Longgang District")),
        new("440308", new("盐田区", "Yantian District")),
        new("440309", new("龙华区", "Longhua District")),
        new("440310", new("坪山区", "Pingshan District")),
        new("440311", new("光明区", "Guangming District")),
        new("dapeng", new("大鹏新区", "Dapeng New Area")),
        new("qianhai", new("前海合作区", "Qianhai Cooperation Zone")),
        new("shenshan", new("深汕特别合作区", "Shenshan Special Cooperation Zone")),
    ];

    /// <summary>The district, or the city for its own code; null when there is no such code.</summary>
    public static NamedCode? Find(string? code) => code == City.Code ? City : All.FirstOrDefault(district => district.Code == code);
}
