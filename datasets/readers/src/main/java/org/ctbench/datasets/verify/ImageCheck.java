package org.ctbench.datasets.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.datasets.CtImage;
import org.ctbench.datasets.decode.DamagedImageException;
import org.ctbench.datasets.decode.DamagedImageException.Damage;
import org.ctbench.datasets.decode.DecodedImage;
import org.ctbench.datasets.decode.ImageDecoder;
import org.ctbench.datasets.layout.SliceFile;
import org.ctbench.datasets.layout.SliceSource;
import org.ctbench.datasets.lesion.LesionMask;
import org.ctbench.datasets.lesion.LesionRules;
import org.ctbench.datasets.lesion.LesionTargets;
import org.ctbench.datasets.verify.CheckedImage.Look;
import org.ctbench.datasets.verify.CheckedImage.Seen;
import org.ctbench.datasets.verify.Finding.Kind;
import org.ctbench.splits.Slice;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/** Reads one image and says what is wrong with it. */
final class ImageCheck {
    private static final int USUAL_SIDE = 512;

    /** A channel may differ from another by this much: what JPEG does to grey that was kept as colour. */
    private static final int GREY_SPREAD = 16;

    /** One pixel in this many may differ more. */
    private static final int COLOURED_SHARE = 1000;

    private ImageCheck() {}

    /** @param masks true if the data set has lesion masks */
    static CheckedImage check(SliceSource source, Slice slice, boolean masks) {
        List<Seen> seen = new ArrayList<>();
        Optional<Look> look = Optional.empty();
        Optional<CtImage> image = Optional.empty();
        Optional<SliceFile> file = source.find(slice);
        if (file.isEmpty()) {
            seen.add(new Seen(Kind.MISSING, "no file for it"));
        } else {
            try {
                byte[] bytes = file.get().read();
                DecodedImage decoded = ImageDecoder.decode(bytes);
                image = Optional.of(decoded.unclipped());
                seen.addAll(look(decoded));
                look = Optional.of(
                        new Look(Sha256.of(bytes), pixels(decoded.image()), PerceptualHash.of(decoded.image())));
            } catch (IOException e) {
                seen.add(unusable(file.get(), e));
            }
        }
        boolean lesions = masks && mask(source.findMask(slice), image, seen);
        return new CheckedImage(seen, look, lesions);
    }

    private static Seen unusable(SliceFile file, IOException e) {
        Damage damage = e instanceof DamagedImageException damaged ? damaged.damage() : Damage.UNREADABLE;
        Kind kind = switch (damage) {
            case TRUNCATED -> Kind.TRUNCATED;
            case UNREADABLE -> Kind.UNREADABLE;
            case CLIPPED -> Kind.CLIPPED;
        };
        String problem = e instanceof DamagedImageException damaged ? damaged.problem() : e.getMessage();
        return new Seen(kind, file.name() + ": " + problem);
    }

    private static List<Seen> look(DecodedImage decoded) {
        CtImage image = decoded.image();
        List<Seen> seen = new ArrayList<>();
        int coloured = colouredPixels(image);
        if ((long) coloured * COLOURED_SHARE > (long) image.width() * image.height()) {
            seen.add(new Seen(Kind.COLOUR, coloured + " pixels have a colour"));
        }
        if (image.width() != USUAL_SIDE || image.height() != USUAL_SIDE) {
            seen.add(new Seen(Kind.OTHER_SIZE, image.width() + " x " + image.height()));
        }
        if (decoded.bitsPerSample() > 8) {
            seen.add(new Seen(Kind.DEEP, decoded.bitsPerSample() + " bits a sample; grey above 255 is clipped"));
        }
        if (image.isBlank()) {
            seen.add(new Seen(Kind.BLANK, "every pixel is close to " + image.sample(0, 0, 0)));
        }
        return seen;
    }

    private static int colouredPixels(CtImage image) {
        if (image.channels() == 1) {
            return 0;
        }
        byte[] pixels = image.pixels();
        int coloured = 0;
        for (int i = 0; i < pixels.length; i += 3) {
            int r = pixels[i] & 0xff;
            int g = pixels[i + 1] & 0xff;
            int b = pixels[i + 2] & 0xff;
            int spread = Math.max(r, Math.max(g, b)) - Math.min(r, Math.min(g, b));
            coloured += spread > GREY_SPREAD ? 1 : 0;
        }
        return coloured;
    }

    /** Looks at a mask and says whether it holds a lesion. */
    private static boolean mask(Optional<SliceFile> file, Optional<CtImage> image, List<Seen> seen) {
        if (file.isEmpty()) {
            seen.add(new Seen(Kind.NO_MASK, "no file for its mask"));
            return false;
        }
        try {
            LesionMask mask = LesionMask.read(file.get());
            image.filter(i -> mask.width() != i.width() || mask.height() != i.height())
                    .ifPresent(i -> seen.add(new Seen(
                            Kind.MASK_SIZE,
                            "mask " + mask.width() + " x " + mask.height() + ", image " + i.width() + " x "
                                    + i.height())));
            LesionTargets targets = mask.targets(LesionRules.PAPER);
            if (targets.planeLost()) {
                seen.add(new Seen(Kind.LESION_LOST, "the mask has no lung or no background (D-27)"));
            }
            if (targets.lesions().isEmpty()) {
                seen.add(new Seen(
                        Kind.NO_LESION, "no lesion of more than 100 pixels; labels that occur: " + mask.labels()));
            }
            return !targets.lesions().isEmpty();
        } catch (IOException e) {
            seen.add(unusable(file.get(), e));
        } catch (UserException e) {
            seen.add(new Seen(Kind.UNREADABLE, e.where() + ": " + e.problem()));
        }
        return false;
    }

    private static Sha256 pixels(CtImage image) {
        MessageDigest digest = Sha256.digest();
        digest.update(ByteBuffer.allocate(12)
                .putInt(image.width())
                .putInt(image.height())
                .putInt(image.channels())
                .flip());
        digest.update(image.pixels());
        return Sha256.finish(digest);
    }
}
